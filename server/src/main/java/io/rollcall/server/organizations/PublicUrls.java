package io.rollcall.server.organizations;

import io.rollcall.server.config.Settings;
import io.rollcall.server.kernel.IpAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Public addresses of organizations: {@code {scheme}://{slug}.{baseDomain}{path}}.
 *
 * @param local scheme for requests from this machine
 * @param baseDomain domain below which each slug is a host name, without a port
 * @param port the public port, if it is not the scheme's default
 * @param extraHosts other host names and addresses of the server, in lower case and without ports
 * @param path the path of the SCIM service below each host
 */
public record PublicUrls(
        String scheme, String local, String baseDomain, OptionalInt port, Set<String> extraHosts, String path) {
    /** Path of the token endpoint below each host. */
    public static final String TOKEN_PATH = "/oauth/token";

    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)+");

    /** Paths of the admin API, of receivers of security event tokens, of the console, and of the token endpoint. */
    private static final List<String> TAKEN = List.of("/api/admin", "/api/ssf", "/console", "/oauth");

    private static final Pattern NAME = Pattern.compile("[a-z0-9_-]+(\\.[a-z0-9_-]+)*");

    public PublicUrls {
        baseDomain = baseDomain.toLowerCase(Locale.ROOT);
        extraHosts = Set.copyOf(extraHosts);
    }

    /**
     * Reads the setting of the public URL. The slugs become its subdomains: {@code https://example.com} gives {@code
     * https://acme.example.com/API/enterprise/scim}.
     */
    public static PublicUrls read(Settings settings) {
        String local = settings.optionalText("http.tls.certificate").isPresent() ? "https" : "http";
        String text = settings.optionalText("public.url")
                .orElseGet(() ->
                        local + "://localhost:" + settings.secret("http.port").strip());
        if (local.equals("https") && !text.startsWith("https:")) {
            settings.problem("public.url is '" + text + "', but must begin with https, because TLS is configured");
        }
        Set<String> extraHosts = extraHosts(settings);
        String path = path(settings);
        try {
            URI url = new URI(text);
            boolean plain = url.getHost() != null
                    && (url.getPath() == null || url.getPath().matches("/?"));
            if (plain && (url.getScheme().equals("https") || url.getScheme().equals("http"))) {
                OptionalInt port = url.getPort() < 0 ? OptionalInt.empty() : OptionalInt.of(url.getPort());
                return new PublicUrls(url.getScheme(), local, url.getHost(), port, extraHosts, path);
            }
        } catch (URISyntaxException malformed) {
            // reported below with the same words
        }
        settings.problem("public.url is '" + text + "', but must be like https://example.com, with no path");
        return new PublicUrls(local, local, "localhost", OptionalInt.empty(), extraHosts, path);
    }

    /** Returns the SCIM base URL of an organization, to be entered at its identity provider. */
    public String of(Slug slug) {
        return scheme + "://" + slug + "." + authority() + path;
    }

    /** Returns the SCIM base URL at a host; empty on hosts that serve no organization. */
    public Optional<String> baseUrl(HostMeaning host) {
        if (host instanceof HostMeaning.Named named) {
            return named.slug().map(this::of);
        }
        if (host instanceof HostMeaning.Extra extra) {
            return Optional.of(extra.baseUrl());
        }
        return host instanceof HostMeaning.Loopback loopback ? Optional.of(loopback.baseUrl()) : Optional.empty();
    }

    /** Returns the issuer identifier of an organization's authorization server. */
    public String issuer(Slug slug) {
        return withoutPath(of(slug));
    }

    /** Returns the URL at which the organization's OAuth clients obtain access tokens. */
    public String tokenUrl(Slug slug) {
        return issuer(slug) + TOKEN_PATH;
    }

    /** Returns a SCIM base URL without its path. */
    public String withoutPath(String baseUrl) {
        return baseUrl.substring(0, baseUrl.length() - path.length());
    }

    /** Returns the base URL of the pages and APIs outside of organizations. */
    public String ofBase() {
        return scheme + "://" + authority();
    }

    private String authority() {
        return baseDomain + portSuffix();
    }

    private String portSuffix() {
        return port.isPresent() ? ":" + port.getAsInt() : "";
    }

    private static String path(Settings settings) {
        String path = settings.text("scim.base-path");
        if (!PATH.matcher(path).matches() || path.contains("/.")) {
            settings.problem(
                    "scim.base-path is '" + path + "', but must be a path like /API/enterprise/scim: with a slash"
                            + " at its beginning, none at its end, and of letters, digits, '-', '.', '_' and '~'");
        } else if (TAKEN.stream().anyMatch(taken -> overlap(taken, path.toLowerCase(Locale.ROOT)))) {
            settings.problem("scim.base-path is '" + path
                    + "', but /api/admin, /api/ssf, /console and /oauth are other paths of the server; choose another");
        }
        return path;
    }

    private static boolean overlap(String one, String other) {
        return (one + "/").startsWith(other + "/") || (other + "/").startsWith(one + "/");
    }

    private static Set<String> extraHosts(Settings settings) {
        return settings.texts("http.extra-hosts").stream()
                .flatMap(entry -> {
                    String host = canonical(entry.toLowerCase(Locale.ROOT).replaceFirst("\\.$", ""));
                    boolean right = IpAddress.parse(host).isPresent()
                            || NAME.matcher(host).matches();
                    if (!right) {
                        settings.problem(
                                "http.extra-hosts names '" + entry + "', which is neither a host name nor an IP"
                                        + " address; leave out scheme, port and path");
                    }
                    return right ? Stream.of(host) : Stream.empty();
                })
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Returns the canonical text of an IP address; names are unchanged. */
    private static String canonical(String name) {
        return IpAddress.parse(name).map(IpAddress::text).orElse(name);
    }

    /** Returns whether the host is known: an organization's, the base domain, this machine, or a configured one. */
    public boolean serves(String host) {
        return !(read(host) instanceof HostMeaning.Unknown);
    }

    /** Returns the meaning of a request's host, given without a trailing dot. */
    public HostMeaning read(String host) {
        String name = withoutPort(host).toLowerCase(Locale.ROOT);
        if (name.length() > baseDomain.length() && name.endsWith("." + baseDomain)) {
            String label = name.substring(0, name.length() - baseDomain.length() - 1);
            return new HostMeaning.Named(Slug.ofHostLabel(label));
        }
        if (isLoopback(name)) {
            return new HostMeaning.Loopback(local + "://" + host + path);
        }
        String canonical = canonical(name);
        if (extraHosts.contains(canonical)) {
            String written = canonical.indexOf(':') < 0 ? canonical : "[" + canonical + "]";
            return new HostMeaning.Extra(scheme + "://" + written + portSuffix() + path);
        }
        return name.equals(baseDomain) ? new HostMeaning.Base() : new HostMeaning.Unknown();
    }

    private static String withoutPort(String host) {
        if (host.startsWith("[")) {
            return host.substring(0, host.indexOf(']') + 1);
        }
        int colon = host.indexOf(':');
        return colon < 0 ? host : host.substring(0, colon);
    }

    private static boolean isLoopback(String name) {
        return name.equals("localhost")
                || IpAddress.parse(name).filter(IpAddress::isLoopback).isPresent();
    }

    /** Meaning of a host name. */
    public sealed interface HostMeaning {
        /**
         * A subdomain of the base domain. @param slug of an organization that may not exist; empty if the label cannot be a
         * slug
         */
        record Named(Optional<Slug> slug) implements HostMeaning {}

        /** A loopback address; responses use the same host in their URLs. */
        record Loopback(String baseUrl) implements HostMeaning {}

        /** A configured name or address, valid for every organization: the token determines which. */
        record Extra(String baseUrl) implements HostMeaning {}

        /** The base domain, without an organization. */
        record Base() implements HostMeaning {}

        /** Any other host. */
        record Unknown() implements HostMeaning {}
    }
}
