package io.rollcall.server.console.page;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Optional;

/** Optional query parameters of a page. */
public record QueryString(MultivaluedMap<String, String> parameters) {
    public static QueryString of(ContainerRequestContext request) {
        return new QueryString(request.getUriInfo().getQueryParameters());
    }

    /** Returns the parameter without surrounding blanks; empty if it is missing. */
    public String text(String name) {
        return Optional.ofNullable(parameters.getFirst(name)).orElse("").strip();
    }
}
