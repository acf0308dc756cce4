package io.rollcall.server.scim;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;

/** Headers that every SCIM answer has: nothing of it may be kept by a cache without asking again, or be sniffed at. */
final class ResponseHeaders implements ContainerResponseFilter {
    private static final int UNAUTHORIZED = 401;
    private static final String SCHEME = "Bearer realm=\"SCIM\"";

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        response.getHeaders().putSingle("X-Content-Type-Options", "nosniff");
        response.getHeaders().putSingle(HttpHeaders.VARY, "Accept, Accept-Encoding");
        if (response.getStatus() == UNAUTHORIZED) {
            response.getHeaders().putSingle(HttpHeaders.WWW_AUTHENTICATE, challenge(request));
        }
    }

    /** RFC 6750 section 3: whoever sent a token learns that it is the token. */
    private static String challenge(ContainerRequestContext request) {
        String sent = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        return sent == null || sent.isBlank() ? SCHEME : SCHEME + ", error=\"invalid_token\"";
    }
}
