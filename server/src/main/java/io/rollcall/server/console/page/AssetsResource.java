package io.rollcall.server.console.page;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** Serves the {@link Assets}, which browsers may cache forever. */
@Path("assets/{version}/{name}")
public final class AssetsResource {
    private final Assets assets;

    public AssetsResource(Assets assets) {
        this.assets = assets;
    }

    @GET
    public Response get(
            @Context ContainerRequestContext request,
            @PathParam("version") String version,
            @PathParam("name") String name) {
        return assets.find(version, name)
                .map(asset -> asset.content()
                        .answer(request)
                        .type(asset.type())
                        .header(HttpHeaders.CACHE_CONTROL, "public, max-age=31536000, immutable"))
                .orElseGet(() -> Response.status(Response.Status.NOT_FOUND))
                .build();
    }
}
