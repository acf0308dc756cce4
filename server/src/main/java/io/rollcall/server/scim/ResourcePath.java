package io.rollcall.server.scim;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import java.net.URI;

/** Paths below the base URL. The filter changes {@code //Users} to {@code /Users}, for base URLs that end with a slash. */
@PreMatching
final class ResourcePath implements ContainerRequestFilter {
    /** Path of a resource's id. It excludes {@code .search}, so that a wrong method there gets 405 instead of 404. */
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
