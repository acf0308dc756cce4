package io.rollcall.server.scim;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import java.net.URI;

/** Reads {@code //Users} as {@code /Users}: so it arrives where the base URL was pasted with a slash at its end. */
@PreMatching
final class DoubledSlash implements ContainerRequestFilter {
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
