package io.rollcall.server.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Optional;
import java.util.Set;
import org.glassfish.grizzly.http.server.Request;

/**
 * What the client asked for before any proxy of ours.
 *
 * @param host the host and port that the client called; never to be trusted for anything but finding an organization
 * @param address from where the client called
 */
public record ForwardedRequest(String host, String address) {
    private static final String PROPERTY = ForwardedRequest.class.getName();
    private static final String FORWARDED_HOST = "X-Forwarded-Host";
    private static final String FORWARDED_FOR = "X-Forwarded-For";

    /** What the headers say; those of a proxy only where it is one of the trusted. */
    static ForwardedRequest read(Request request, Set<String> trustedProxies) {
        String peer = request.getRemoteAddr();
        boolean trusted = trustedProxies.contains(peer);
        String host = forwarded(request, FORWARDED_HOST, trusted)
                .map(hosts -> hosts.split(",", 2)[0].strip())
                .or(() -> Optional.ofNullable(request.getHeader("Host")))
                .orElse("");
        // The last address is the one that our own proxy saw; those before it are the client's word.
        String address = forwarded(request, FORWARDED_FOR, trusted)
                .map(addresses ->
                        addresses.substring(addresses.lastIndexOf(',') + 1).strip())
                .orElse(peer);
        return new ForwardedRequest(host, address);
    }

    private static Optional<String> forwarded(Request request, String header, boolean trusted) {
        return Optional.ofNullable(request.getHeader(header)).filter(value -> trusted && !value.isBlank());
    }

    void noteIn(Request request) {
        request.setAttribute(PROPERTY, this);
    }

    /** What a request that came in through {@link HttpServer} asked for. */
    public static ForwardedRequest of(ContainerRequestContext request) {
        return request.getProperty(PROPERTY) instanceof ForwardedRequest forwarded
                ? forwarded
                : new ForwardedRequest("", "");
    }
}
