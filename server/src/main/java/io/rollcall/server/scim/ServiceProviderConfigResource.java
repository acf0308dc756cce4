package io.rollcall.server.scim;

import io.rollcall.server.scim.scimple.protocol.MediaTypes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/** {@code /ServiceProviderConfig}: the supported features of SCIM (RFC 7643 section 5). */
@Path("ServiceProviderConfig")
@Produces({MediaTypes.SCIM, MediaTypes.JSON})
public final class ServiceProviderConfigResource {
    private final DiscoveryCache discovery;

    ServiceProviderConfigResource(DiscoveryCache discovery) {
        this.discovery = discovery;
    }

    @GET
    public Response get(@Context ContainerRequestContext request) {
        DiscoveryCache.refuseFilter(request);
        return DiscoveryCache.answer(request, discovery.serviceProviderConfig(request));
    }
}
