package io.rollcall.server.scim;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import java.net.URI;

/** Paths below the base URL. As a filter it reads {@code //Users} as {@code /Users}, for base URLs that end with a slash. */
@PreMatching
final class ResourcePath implements ContainerRequestFilter {
    /** The id of one resource; {@code .search} is not one, so a wrong method there is refused instead of taken for an id. */
    static final String ID = "{id: (?!\\.search$)[^/]+}";

    @Override
    public void filter(ContainerRequestContext request) {
        String base = request.getUriInfo().getBaseUri().toString();
        String address = request.getUriInfo().getRequestUri().toString();
        if (address.startsWith("/", base.length())) {
            URI single = URI.create(base + address.substring(base.length()).replaceFirst("^/+", ""));
            request.setRequestUri(request.getUriInfo().getBaseUri(), single);
        }
    }
}
