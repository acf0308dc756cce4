package io.rollcall.server.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.EnumName;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.roles.Role;
import io.rollcall.server.roles.RoleCatalogue;
import io.rollcall.server.roles.RoleJson;
import io.rollcall.server.roles.Roles;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Optional;

/** Role catalogue of an organization. */
@Path("organizations/{slug}/roles")
@Produces(MediaType.APPLICATION_JSON)
public final class AdminRolesResource {
    private final AdminOrganizations organizations;
    private final Roles roles;

    AdminRolesResource(AdminOrganizations organizations, Roles roles) {
        this.organizations = organizations;
        this.roles = roles;
    }

    @GET
    public Response list(@Context ContainerRequestContext request, @PathParam("slug") String slug) {
        RoleCatalogue catalogue = roles.catalogue(id(request, slug));
        return ok(AdminJson.list(
                catalogue.roles().stream().map(role -> json(catalogue, role)).toList(), Optional.empty()));
    }

    @POST
    public Response add(@Context ContainerRequestContext request, @PathParam("slug") String slug, InputStream body) {
        OrganizationId organization = id(request, slug);
        StrictBody members = AdminJson.read(request, body).only("value", "displayName", "kind");
        String value = members.requiredText("value");
        Role added = roles.add(
                organization,
                value,
                members.text("displayName").orElse(value),
                EnumName.parse(Role.Kind.class, "kind", members.requiredText("kind")),
                actor(request));
        return Response.status(Response.Status.CREATED)
                .entity(AdminJson.bytes(json(roles.catalogue(organization), added)))
                .build();
    }

    @GET
    @Path("{value}")
    public Response get(
            @Context ContainerRequestContext request,
            @PathParam("slug") String slug,
            @PathParam("value") String value) {
        RoleCatalogue catalogue = roles.catalogue(id(request, slug));
        return ok(json(catalogue, catalogue.get(value)));
    }

    @PATCH
    @Path("{value}")
    public Response change(
            @Context ContainerRequestContext request,
            @PathParam("slug") String slug,
            @PathParam("value") String value,
            InputStream body) {
        OrganizationId organization = id(request, slug);
        StrictBody members = AdminJson.read(request, body);
        String member = members.theOnly("displayName", "kind", "position", "status", "grantableByIdp");
        Role changed = change(organization, value, member, members, actor(request));
        return ok(json(roles.catalogue(organization), changed));
    }

    private Role change(OrganizationId organization, String value, String member, StrictBody members, Actor actor) {
        return switch (member) {
            case "displayName" -> roles.rename(organization, value, members.requiredText(member), actor);
            case "kind" ->
                roles.changeKind(
                        organization,
                        value,
                        EnumName.parse(Role.Kind.class, member, members.requiredText(member)),
                        actor);
            case "position" -> roles.move(organization, value, position(members), actor);
            case "status" ->
                switch (members.requiredText(member)) {
                    case "active" -> roles.reinstate(organization, value, actor);
                    case "retired" -> roles.retire(organization, value, actor);
                    default -> throw Refusal.invalid("status must be active or retired.");
                };
            default ->
                members.requiredBoolean(member)
                        ? roles.allow(organization, value, actor)
                        : roles.forbid(organization, value, actor);
        };
    }

    private static int position(StrictBody members) {
        int position = members.requiredNumber("position");
        if (position < 1) {
            throw Refusal.invalid("position must be 1 or greater.");
        }
        return position;
    }

    @DELETE
    @Path("{value}")
    public Response delete(
            @Context ContainerRequestContext request,
            @PathParam("slug") String slug,
            @PathParam("value") String value) {
        roles.delete(id(request, slug), value, actor(request));
        return Response.noContent().build();
    }

    @GET
    @Path("{value}/holders")
    public Response holders(
            @Context ContainerRequestContext request,
            @PathParam("slug") String slug,
            @PathParam("value") String value) {
        return ok(RoleJson.of(roles.holders(id(request, slug), value)));
    }

    private OrganizationId id(ContainerRequestContext request, String slug) {
        return organizations.get(request, slug).id();
    }

    private static Actor actor(ContainerRequestContext request) {
        return AdminCaller.of(request).actor();
    }

    private static Response ok(ObjectNode json) {
        return Response.ok(AdminJson.bytes(json)).build();
    }

    private static ObjectNode json(RoleCatalogue catalogue, Role role) {
        return RoleJson.of(role, catalogue.position(role.value()));
    }

    /** Default role of users who are created without a role. */
    @Path("organizations/{slug}/default-role")
    @Produces(MediaType.APPLICATION_JSON)
    public static final class DefaultRoleResource {
        private final AdminOrganizations organizations;
        private final Roles roles;

        DefaultRoleResource(AdminOrganizations organizations, Roles roles) {
            this.organizations = organizations;
            this.roles = roles;
        }

        @PUT
        public Response set(
                @Context ContainerRequestContext request, @PathParam("slug") String slug, InputStream body) {
            OrganizationId organization = organizations.get(request, slug).id();
            String value = AdminJson.read(request, body).only("value").requiredText("value");
            roles.makeDefault(organization, value, AdminCaller.of(request).actor());
            return Response.noContent().build();
        }

        @DELETE
        public Response clear(@Context ContainerRequestContext request, @PathParam("slug") String slug) {
            roles.clearDefault(
                    organizations.get(request, slug).id(),
                    AdminCaller.of(request).actor());
            return Response.noContent().build();
        }
    }
}
