package io.rollcall.server.scim;

import io.rollcall.server.scim.protocol.MediaTypes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;

/** {@code /.search} at the root: over all resource types, of which there is one (RFC 7644 section 3.4.3). */
@Path(".search")
@Produces({MediaTypes.SCIM, MediaTypes.JSON})
public final class SearchResource {
    private final UserSearch search;
    private final ScimBody bodies;

    SearchResource(UserSearch search, ScimBody bodies) {
        this.search = search;
        this.bodies = bodies;
    }

    @POST
    public Response search(@Context ContainerRequestContext request, InputStream body) {
        return search.answer(request, SearchRequest.ofBody(bodies.read(request, body)));
    }
}
