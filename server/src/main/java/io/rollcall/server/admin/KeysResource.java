package io.rollcall.server.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.adminkeys.AdminKey;
import io.rollcall.server.adminkeys.AdminKeyJson;
import io.rollcall.server.adminkeys.AdminKeys;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.organizations.Organizations;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Clock;
import java.util.Optional;

/** Admin keys; for operators. */
@Path("keys")
@Produces(MediaType.APPLICATION_JSON)
public final class KeysResource {
    private static final String ID = "{id: [0-9]{1,18}}";

    private final AdminOrganizations found;
    private final Organizations organizations;
    private final AdminKeys keys;
    private final Clock clock;

    KeysResource(AdminOrganizations found, Organizations organizations, AdminKeys keys, Clock clock) {
        this.found = found;
        this.organizations = organizations;
        this.keys = keys;
        this.clock = clock;
    }

    @GET
    public Response list(@Context ContainerRequestContext request) {
        AdminCaller.of(request).requireOperator();
        return Response.ok(AdminJson.bytes(
                        AdminJson.list(keys.list().stream().map(this::json).toList(), Optional.empty())))
                .build();
    }

    @POST
    public Response create(@Context ContainerRequestContext request, InputStream body) {
        AdminCaller caller = AdminCaller.of(request);
        caller.requireOperator();
        StrictBody members = AdminJson.read(request, body).only("name", "organization", "expiresInDays");
        Optional<OrganizationId> organization = members.text("organization")
                .map(slug -> found.get(request, slug).id());
        return made(keys.issue(
                new AdminKey.Request(organization, members.requiredText("name"), members.lifetime()), caller.actor()));
    }

    @POST
    @Path(ID + "/rotate")
    public Response rotate(@Context ContainerRequestContext request, @PathParam("id") long id, InputStream body) {
        AdminCaller caller = AdminCaller.of(request);
        caller.requireOperator();
        StrictBody members = AdminJson.read(request, body).only("expiresInDays");
        return made(keys.rotate(id, members.lifetime(), caller.actor()));
    }

    private Response made(AdminKey.Issued issued) {
        return Response.status(Response.Status.CREATED)
                .entity(AdminJson.bytes(AdminKeyJson.of(issued, slug(issued.key()), clock.instant())))
                .build();
    }

    @DELETE
    @Path(ID)
    public Response revoke(@Context ContainerRequestContext request, @PathParam("id") long id) {
        AdminCaller caller = AdminCaller.of(request);
        caller.requireOperator();
        keys.revoke(id, caller.actor());
        return Response.noContent().build();
    }

    private ObjectNode json(AdminKey key) {
        return AdminKeyJson.of(key, slug(key), clock.instant());
    }

    private Optional<String> slug(AdminKey key) {
        return key.organization().flatMap(organizations::slug);
    }
}
