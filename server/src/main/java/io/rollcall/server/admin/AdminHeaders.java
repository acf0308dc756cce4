package io.rollcall.server.admin;

import io.rollcall.server.http.AcceptHeader;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Optional;

/** Headers of every response: responses may contain secrets, so they are not cached, and their type is not guessed. */
public final class AdminHeaders implements ContainerResponseFilter {
    private static final int FIRST_ERROR = 400;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        response.getHeaders().putIfAbsent(HttpHeaders.CACHE_CONTROL, List.of("no-store"));
        response.getHeaders().putSingle("X-Content-Type-Options", "nosniff");
        if (response.getStatus() >= FIRST_ERROR && response.hasEntity()) {
            String accept = Optional.ofNullable(request.getHeaderString(HttpHeaders.ACCEPT))
                    .orElse("");
            response.getHeaders()
                    .putSingle(HttpHeaders.CONTENT_TYPE, AcceptHeader.bestOrFirst(ProblemDetails.TYPES, accept));
        }
    }
}
