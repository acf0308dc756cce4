package io.rollcall.server.scim;

import io.rollcall.server.scim.scimple.protocol.MediaTypes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/** {@code /ResourceTypes}: the resource types of the server (RFC 7643 section 6). */
@Path("ResourceTypes")
@Produces({MediaTypes.SCIM, MediaTypes.JSON})
public final class ResourceTypesResource {
    private final DiscoveryCache discovery;

    ResourceTypesResource(DiscoveryCache discovery) {
        this.discovery = discovery;
    }

    @GET
    public Response list(@Context ContainerRequestContext request) {
        DiscoveryCache.refuseFilter(request);
        return DiscoveryCache.answer(request, discovery.of(request).resourceTypes());
    }

    @GET
    @Path("{name}")
    public Response get(@Context ContainerRequestContext request, @PathParam("name") String name) {
        DiscoveryCache.refuseFilter(request);
        return discovery
                .of(request)
                .resourceType(name)
                .map(document -> DiscoveryCache.answer(request, document))
                .orElseThrow(() -> new NotFoundException(
                        "There is no resource type of that name; /ResourceTypes without a name lists all."));
    }
}
