package io.rollcall.server.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Optional;
import java.util.Set;
import org.glassfish.grizzly.http.server.Request;

/**
 * What the client asked for before any proxy of ours.
 *
 * @param host the host and port that the client called; never to be trusted for anything but finding an organization
 */
public record ForwardedRequest(String host) {
    private static final String PROPERTY = ForwardedRequest.class.getName();
    private static final String FORWARDED_HOST = "X-Forwarded-Host";

    /** What the headers say; those of a proxy only where it is one of the trusted. */
    static ForwardedRequest read(Request request, Set<String> trustedProxies) {
        return new ForwardedRequest(Optional.ofNullable(request.getHeader(FORWARDED_HOST))
                .filter(forwarded -> trustedProxies.contains(request.getRemoteAddr()))
                .map(forwarded -> forwarded.split(",", 2)[0].strip())
                .or(() -> Optional.ofNullable(request.getHeader("Host")))
                .orElse(""));
    }

    void noteIn(Request request) {
        request.setAttribute(PROPERTY, this);
    }

    /** What a request that came in through {@link HttpServer} asked for. */
    public static ForwardedRequest of(ContainerRequestContext request) {
        return request.getProperty(PROPERTY) instanceof ForwardedRequest forwarded
                ? forwarded
                : new ForwardedRequest("");
    }
}
