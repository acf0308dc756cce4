package io.rollcall.server.admin;

import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.roles.Roles;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;

/** Default role of users who are created without a role. */
@Path("organizations/{slug}/default-role")
@Produces(MediaType.APPLICATION_JSON)
public final class DefaultRoleResource {
    private final AdminOrganizations organizations;
    private final Roles roles;

    DefaultRoleResource(AdminOrganizations organizations, Roles roles) {
        this.organizations = organizations;
        this.roles = roles;
    }

    @PUT
    public Response set(@Context ContainerRequestContext request, @PathParam("slug") String slug, InputStream body) {
        OrganizationId organization = organizations.get(request, slug).id();
        String value = AdminJson.read(request, body).only("value").requiredText("value");
        roles.makeDefault(organization, value, AdminCaller.of(request).actor());
        return Response.noContent().build();
    }

    @DELETE
    public Response clear(@Context ContainerRequestContext request, @PathParam("slug") String slug) {
        roles.clearDefault(
                organizations.get(request, slug).id(), AdminCaller.of(request).actor());
        return Response.noContent().build();
    }
}
