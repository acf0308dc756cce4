package io.rollcall.server.http;

import io.rollcall.server.kernel.IpAddress;
import io.rollcall.server.kernel.IpRange;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.server.Request;

/**
 * Request as the client sent it to the outermost trusted proxy.
 *
 * @param host the host and port that the client called, without a trailing dot or an empty port. Use it only to find an
 *     organization, since clients choose it
 * @param address the IP address of the client, without port and zone
 * @param scheme {@code http} or {@code https} as a proxy saw it; empty if none says so
 */
public record ForwardedRequest(String host, String address, Optional<String> scheme) {
    private static final String PROPERTY = ForwardedRequest.class.getName();

    /** Reads a request. Headers of proxies count only if the proxies are trusted. */
    static ForwardedRequest read(HttpRequestPacket request, List<IpRange> trustedProxies) {
        String peer = request.getRemoteAddress();
        Optional<IpAddress> proxy = trustedProxies.isEmpty()
                ? Optional.empty()
                : IpAddress.parse(peer).filter(address -> isTrusted(address, trustedProxies));
        return proxy.map(nearest ->
                        behind(nearest, ForwardedHeaders.read(request.getHeaders()), trustedProxies, named(request)))
                .orElseGet(() -> new ForwardedRequest(named(request), withoutZone(peer), Optional.empty()));
    }

    private static String withoutZone(String peer) {
        return peer.indexOf(':') < 0
                ? peer
                : IpAddress.parse(peer).map(IpAddress::text).orElse(peer);
    }

    private static String named(HttpRequestPacket request) {
        return Optional.ofNullable(request.getHeader("Host"))
                .map(ForwardedRequest::canonical)
                .orElse("");
    }

    private static boolean isTrusted(IpAddress address, List<IpRange> trustedProxies) {
        return trustedProxies.stream().anyMatch(range -> range.contains(address));
    }

    /** Finds the client from the nearest proxy outwards: the first address that is not a trusted proxy's. */
    private static ForwardedRequest behind(
            IpAddress nearest, ForwardedHeaders headers, List<IpRange> trustedProxies, String named) {
        List<String> clients = headers.clients();
        Optional<IpAddress> client = Optional.of(nearest);
        int proxies = 1;
        for (int index = clients.size() - 1; index >= 0; index--) {
            client = ForwardedHeaders.address(clients.get(index));
            if (client.isEmpty() || !isTrusted(client.get(), trustedProxies)) {
                break;
            }
            proxies = Math.min(proxies + 1, clients.size());
        }
        return new ForwardedRequest(
                outermost(headers.hosts(), proxies)
                        .map(ForwardedRequest::canonical)
                        .orElse(named),
                client.orElse(nearest).text(),
                outermost(headers.schemes(), proxies)
                        .map(scheme -> scheme.toLowerCase(Locale.ROOT))
                        .filter(scheme -> scheme.equals("http") || scheme.equals("https")));
    }

    /** Returns the entry of the outermost trusted proxy. Entries before it come from the client and are not trusted. */
    private static Optional<String> outermost(List<String> entries, int proxies) {
        return entries.isEmpty()
                ? Optional.empty()
                : Optional.of(entries.get(Math.max(0, entries.size() - proxies)))
                        .filter(entry -> !entry.isEmpty());
    }

    /**
     * Returns the canonical host: {@code acme.example.com.:} is {@code acme.example.com} (RFC 9110 section 4.2.3, RFC 3986
     * section 3.2).
     */
    static String canonical(String host) {
        int colon = host.indexOf(':', Math.max(host.indexOf(']'), 0));
        String name = colon < 0 ? host : host.substring(0, colon);
        String port = colon < 0 || colon == host.length() - 1 ? "" : host.substring(colon);
        return (name.endsWith(".") ? name.substring(0, name.length() - 1) : name) + port;
    }

    void noteIn(Request request) {
        request.setAttribute(PROPERTY, this);
    }

    /** Returns the forwarded request of a request that came through {@link RollcallHttpServer}. */
    public static ForwardedRequest of(ContainerRequestContext request) {
        return orNone(request.getProperty(PROPERTY));
    }

    /** Returns the forwarded request of a request that {@link RequestScreen} has seen. */
    static ForwardedRequest of(Request request) {
        return orNone(request.getAttribute(PROPERTY));
    }

    private static ForwardedRequest orNone(Object noted) {
        return noted instanceof ForwardedRequest forwarded ? forwarded : new ForwardedRequest("", "", Optional.empty());
    }
}
