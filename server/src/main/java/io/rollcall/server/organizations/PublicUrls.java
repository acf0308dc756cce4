package io.rollcall.server.organizations;

import io.rollcall.server.config.Settings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How organizations and addresses belong together: {@code {scheme}://{slug}.{baseDomain}/API/enterprise/scim}.
 *
 * @param local the scheme by which this machine itself calls the server
 * @param baseDomain what follows the slug in host names, without a port
 * @param port the public port, where it is not the scheme's own
 */
public record PublicUrls(String scheme, String local, String baseDomain, OptionalInt port) {
    /** Where the SCIM service lies below each host. */
    public static final String PATH = "/API/enterprise/scim";

    public PublicUrls {
        baseDomain = baseDomain.toLowerCase(Locale.ROOT);
    }

    /**
     * Reads the public URL that the organizations' slugs are put into: {@code https://example.com} gives
     * {@code https://acme.example.com/API/enterprise/scim}.
     */
    public static PublicUrls read(Settings settings) {
        String local = settings.optionalText("http.tls.certificate").isPresent() ? "https" : "http";
        String text = settings.optionalText("public.url")
                .orElseGet(() ->
                        local + "://localhost:" + settings.secret("http.port").strip());
        if (local.equals("https") && !text.startsWith("https:")) {
            settings.problem("public.url is '" + text + "', but the server speaks TLS, so it must begin with https");
        }
        try {
            URI url = new URI(text);
            boolean plain = url.getHost() != null
                    && (url.getPath() == null || url.getPath().matches("/?"));
            if (plain && (url.getScheme().equals("https") || url.getScheme().equals("http"))) {
                OptionalInt port = url.getPort() < 0 ? OptionalInt.empty() : OptionalInt.of(url.getPort());
                return new PublicUrls(url.getScheme(), local, url.getHost(), port);
            }
        } catch (URISyntaxException malformed) {
            // reported below with the same words
        }
        settings.problem("public.url is '" + text + "', but must be like https://example.com, with no path");
        return new PublicUrls(local, local, "localhost", OptionalInt.empty());
    }

    /** The base URL that an organization pastes into its identity provider. */
    public String of(Slug slug) {
        return scheme + "://" + slug + "." + authority() + PATH;
    }

    /** What is in front of everything that belongs to no organization. */
    public String ofBase() {
        return scheme + "://" + authority();
    }

    private String authority() {
        return baseDomain + (port.isPresent() ? ":" + port.getAsInt() : "");
    }

    /** What a request's {@code Host} says about its organization. */
    public HostMeaning read(String host) {
        String name = withoutPort(host).toLowerCase(Locale.ROOT);
        if (isLoopback(name)) {
            return new HostMeaning.Loopback(local + "://" + host + PATH);
        }
        if (name.length() > baseDomain.length() && name.endsWith("." + baseDomain)) {
            String label = name.substring(0, name.length() - baseDomain.length() - 1);
            return new HostMeaning.Named(Slug.ofHostLabel(label));
        }
        return new HostMeaning.Unnamed();
    }

    private static String withoutPort(String host) {
        if (host.startsWith("[")) {
            return host.substring(0, host.indexOf(']') + 1);
        }
        int colon = host.indexOf(':');
        return colon < 0 ? host : host.substring(0, colon);
    }

    private static boolean isLoopback(String name) {
        return name.equals("localhost") || name.equals("127.0.0.1") || name.equals("[::1]");
    }

    /** What a host name says about the organization. */
    public sealed interface HostMeaning {
        /** It stands below the base domain, and so names an organization, existing or not. */
        record Named(Optional<Slug> slug) implements HostMeaning {}

        /** This machine itself, as a person or a test calls it: answers carry the same host. */
        record Loopback(String baseUrl) implements HostMeaning {}

        /** An address or a name that says nothing. */
        record Unnamed() implements HostMeaning {}
    }
}
