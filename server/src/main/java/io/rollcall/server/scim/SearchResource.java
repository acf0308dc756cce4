package io.rollcall.server.scim;

import io.rollcall.server.scim.scimple.SearchRequest;
import io.rollcall.server.scim.scimple.protocol.MediaTypes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;

/**
 * The root and its {@code /.search}: over all Users (RFC 7644 sections 3.4.2.1, 3.4.3). Roles, which are read only as
 * schemas are, have their own list.
 */
@Path("")
@Produces({MediaTypes.SCIM, MediaTypes.JSON})
public final class SearchResource {
    private final UserSearch search;
    private final ScimBody bodies;

    SearchResource(UserSearch search, ScimBody bodies) {
        this.search = search;
        this.bodies = bodies;
    }

    @GET
    public Response list(@Context ContainerRequestContext request) {
        return search.answer(request, SearchRequest.ofQuery(request.getUriInfo().getQueryParameters()));
    }

    @POST
    @Path(".search")
    public Response search(@Context ContainerRequestContext request, InputStream body) {
        return search.answer(request, SearchRequest.ofBody(bodies.read(request, body)));
    }
}
