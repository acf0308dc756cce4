package io.rollcall.server.scim;

import io.rollcall.server.scim.protocol.MediaTypes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/** {@code /ResourceTypes}: what kinds of resources there are (RFC 7643 section 6). */
@Path("ResourceTypes")
@Produces({MediaTypes.SCIM, MediaTypes.JSON})
public final class ResourceTypesResource {
    private final Discovery discovery;

    ResourceTypesResource(Discovery discovery) {
        this.discovery = discovery;
    }

    @GET
    public Response list(@Context ContainerRequestContext request) {
        Discovery.refuseFilter(request);
        return Discovery.answer(request, discovery.of(request).resourceTypes());
    }

    @GET
    @Path("{name}")
    public Response get(@Context ContainerRequestContext request, @PathParam("name") String name) {
        Discovery.refuseFilter(request);
        return discovery
                .of(request)
                .resourceType(name)
                .map(document -> Discovery.answer(request, document))
                .orElseThrow(() -> new NotFoundException(
                        "There is no resource type of that name; /ResourceTypes without a name lists all."));
    }
}
