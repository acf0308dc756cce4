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

/** {@code /Schemas}: the schemas of the organization's resources, with its own roles in them (RFC 7643 section 7). */
@Path("Schemas")
@Produces({MediaTypes.SCIM, MediaTypes.JSON})
public final class SchemasResource {
    private final DiscoveryCache discovery;

    SchemasResource(DiscoveryCache discovery) {
        this.discovery = discovery;
    }

    @GET
    public Response list(@Context ContainerRequestContext request) {
        DiscoveryCache.refuseFilter(request);
        return DiscoveryCache.answer(request, discovery.of(request).schemas());
    }

    @GET
    @Path("{urn}")
    public Response get(@Context ContainerRequestContext request, @PathParam("urn") String urn) {
        DiscoveryCache.refuseFilter(request);
        return discovery
                .of(request)
                .schema(urn)
                .map(document -> DiscoveryCache.answer(request, document))
                .orElseThrow(() ->
                        new NotFoundException("There is no schema of that name; /Schemas without a name lists all."));
    }
}
