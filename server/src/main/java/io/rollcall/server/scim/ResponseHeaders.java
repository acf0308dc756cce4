package io.rollcall.server.scim;

import io.rollcall.server.http.AcceptHeader;
import io.rollcall.server.scim.scimple.protocol.MediaTypes;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Optional;

/**
 * Filter that adds headers to every SCIM response: it may not be cached, apart from discovery documents, nor its type be
 * sniffed.
 */
final class ResponseHeaders implements ContainerResponseFilter {
    private static final int FIRST_ERROR = 400;
    private static final int UNAUTHORIZED = 401;
    private static final String SCHEME = "Bearer realm=\"SCIM\"";

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        response.getHeaders().putIfAbsent(HttpHeaders.CACHE_CONTROL, List.of("no-store"));
        response.getHeaders().putSingle("X-Content-Type-Options", "nosniff");
        response.getHeaders().putSingle(HttpHeaders.VARY, "Accept, Accept-Encoding");
        if (response.getStatus() >= FIRST_ERROR && response.hasEntity()) {
            String accept = Optional.ofNullable(request.getHeaderString(HttpHeaders.ACCEPT))
                    .orElse("");
            response.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, AcceptHeader.bestOrFirst(MediaTypes.ALL, accept));
        }
        if (response.getStatus() == UNAUTHORIZED) {
            response.getHeaders().putSingle(HttpHeaders.WWW_AUTHENTICATE, challenge(request));
        }
    }

    /** Returns the WWW-Authenticate value, with the error only if the client sent a token (RFC 6750 section 3). */
    private static String challenge(ContainerRequestContext request) {
        String sent = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        return sent == null || sent.isBlank() ? SCHEME : SCHEME + ", error=\"invalid_token\"";
    }
}
