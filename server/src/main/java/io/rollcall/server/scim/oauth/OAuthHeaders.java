package io.rollcall.server.scim.oauth;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;

/** Headers of every response: responses contain access tokens, so they are not cached (RFC 6749 section 5.1). */
final class OAuthHeaders implements ContainerResponseFilter {
    private static final int UNAUTHENTICATED = 401;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        response.getHeaders().putIfAbsent(HttpHeaders.CACHE_CONTROL, List.of("no-store"));
        response.getHeaders().putSingle("X-Content-Type-Options", "nosniff");
        if (response.getStatus() == UNAUTHENTICATED) {
            response.getHeaders().putSingle(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"OAuth client\"");
        }
    }
}
