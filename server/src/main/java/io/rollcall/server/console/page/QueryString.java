package io.rollcall.server.console.page;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Optional;

/** What the address of a page asks for, as parameters; each may be missing. */
public record QueryString(MultivaluedMap<String, String> parameters) {
    public static QueryString of(ContainerRequestContext request) {
        return new QueryString(request.getUriInfo().getQueryParameters());
    }

    /** The parameter's text without blanks around it; empty where there is none. */
    public String text(String name) {
        return Optional.ofNullable(parameters.getFirst(name)).orElse("").strip();
    }
}
