package io.rollcall.server.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.roles.OktaLists;
import io.rollcall.server.roles.Roles;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Values of the role attribute's enumerated lists in Okta. */
@Path("organizations/{slug}/okta-roles")
@Produces(MediaType.APPLICATION_JSON)
public final class OktaRolesResource {
    private final AdminOrganizations organizations;
    private final Roles roles;

    OktaRolesResource(AdminOrganizations organizations, Roles roles) {
        this.organizations = organizations;
        this.roles = roles;
    }

    @GET
    public Response get(@Context ContainerRequestContext request, @PathParam("slug") String slug) {
        OktaLists lists = roles.oktaLists(organizations.get(request, slug).id());
        ObjectNode json = AdminJson.object();
        fill(json.putArray("personal"), lists.personal());
        fill(json.putArray("group"), lists.group());
        return Response.ok(AdminJson.bytes(json)).build();
    }

    private static void fill(ArrayNode array, List<OktaLists.Row> rows) {
        rows.forEach(
                row -> array.addObject().put("displayName", row.displayName()).put("value", row.value()));
    }
}
