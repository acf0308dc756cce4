package io.rollcall.server.events.webhooks;

import io.rollcall.server.kernel.IpAddress;
import io.rollcall.server.kernel.Refusal;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** URL of an endpoint, checked when it is configured. Its addresses are checked again at each connection. */
public record TargetUrl(URI uri) {
    /** Maximum number of characters. */
    private static final int MAX_LENGTH = 2_000;

    private static final int LOW_PORTS = 1_024;
    private static final int MAX_PORT = 65_535;
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;
    private static final String HTTPS = "https";

    /** Last label of a host that look-ups read as an address, such as 2130706433 for 127.0.0.1. */
    private static final Pattern NUMBER = Pattern.compile("(^|\\.)[0-9][^.]*\\.?$");

    /**
     * Returns the URL.
     *
     * @param lowPorts ports below 1024 that are allowed
     * @throws Refusal INVALID if events may not be sent to it
     */
    public static TargetUrl parse(String text, AddressRules rules, Set<Integer> lowPorts) {
        if (text.length() > MAX_LENGTH || !text.chars().allMatch(character -> character > ' ' && character < 0x7F)) {
            throw wrong("must have at most " + MAX_LENGTH + " printable ASCII characters");
        }
        TargetUrl url = new TargetUrl(parsed(text));
        String scheme = String.valueOf(url.uri.getScheme()).toLowerCase(Locale.ROOT);
        boolean allowed = scheme.equals(HTTPS) || scheme.equals("http") && rules.allowPrivate();
        if (!allowed || url.uri.getHost() == null) {
            throw wrong("must begin with https:// and the name of a host");
        }
        if (url.uri.getRawUserInfo() != null) {
            throw wrong("must not contain a user or password: verify the signature instead");
        }
        if (url.uri.getRawFragment() != null) {
            throw wrong("must not contain '#'");
        }
        int port = url.port();
        if (port < 1 || port > MAX_PORT || port < LOW_PORTS && !lowPorts.contains(port)) {
            throw wrong("names port " + port + ". Of the ports below 1024, the setting"
                    + " events.webhooks.low-ports allows "
                    + lowPorts.stream().sorted().toList());
        }
        url.requirePublic(rules);
        return url;
    }

    /** Returns a URL that was checked when it was stored. */
    public static TargetUrl stored(String text) {
        return new TargetUrl(URI.create(text));
    }

    /** Returns the URL without path and query, which may hold a secret. */
    public String origin() {
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }

    private static URI parsed(String text) {
        try {
            return new URI(text).parseServerAuthority();
        } catch (URISyntaxException malformed) {
            throw wrong("is malformed");
        }
    }

    private void requirePublic(AddressRules rules) {
        String name = host().toLowerCase(Locale.ROOT);
        boolean local = name.equals("localhost") || name.endsWith(".localhost");
        if (literal().isEmpty() && NUMBER.matcher(name).find()) {
            throw wrong("has a host that ends in a number, but is no IP address");
        }
        boolean refused = literal().filter(address -> !rules.allow(address)).isPresent();
        if (refused || local && !rules.allowPrivate()) {
            throw wrong("must be of a public host. To permit private networks, an operator sets"
                    + " ROLLCALL_EVENTS_WEBHOOKS_ALLOW_PRIVATE=true");
        }
    }

    private static Refusal wrong(String rest) {
        return Refusal.invalid("The URL " + rest + ".").about("url");
    }

    /** Returns the address that the URL names; empty if it names a host to be looked up. */
    public Optional<InetAddress> literal() {
        return IpAddress.parse(uri.getHost()).map(address -> {
            try {
                return InetAddress.getByName(address.text());
            } catch (UnknownHostException impossible) {
                throw new IllegalStateException("an address needs no look-up", impossible);
            }
        });
    }

    /** Returns the name or address of the host, without the brackets of an IPv6 address. */
    public String host() {
        String host = uri.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    public boolean isSecure() {
        return uri.getScheme().equalsIgnoreCase(HTTPS);
    }

    public int port() {
        return uri.getPort() >= 0 ? uri.getPort() : isSecure() ? HTTPS_PORT : HTTP_PORT;
    }

    /** Returns the value of the header Host. */
    public String authority() {
        return uri.getRawAuthority();
    }

    /** Returns the target of the request line: path and query. */
    public String target() {
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }
}
