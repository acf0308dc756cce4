package io.rollcall.server.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.groups.Group;
import io.rollcall.server.groups.GroupMembers;
import io.rollcall.server.groups.GroupRoleJson;
import io.rollcall.server.groups.GroupRoles;
import io.rollcall.server.groups.Groups;
import io.rollcall.server.groups.query.GroupCondition;
import io.rollcall.server.groups.query.GroupQuery;
import io.rollcall.server.groups.query.GroupQuery.Order;
import io.rollcall.server.groups.query.GroupQuery.Position;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.GroupId;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.roles.RoleHolderLookup.Holders;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Groups of an organization: their mappings to roles, and the order of precedence of roles. */
@Path("organizations/{slug}/groups")
@Produces(MediaType.APPLICATION_JSON)
public final class AdminGroupsResource {
    /** More members of a group are not counted. */
    private static final int MAX_COUNT = 100_000;

    private final AdminOrganizations organizations;
    private final Groups groups;
    private final GroupMembers members;
    private final GroupRoles mappings;

    AdminGroupsResource(AdminOrganizations organizations, Groups groups, GroupMembers members, GroupRoles mappings) {
        this.organizations = organizations;
        this.groups = groups;
        this.members = members;
        this.mappings = mappings;
    }

    @GET
    @QueryParameters({"limit", "after"})
    public Response list(@Context ContainerRequestContext request, @PathParam("slug") String slug) {
        OrganizationId organization = id(request, slug);
        StrictQuery query = StrictQuery.of(request);
        Optional<Position> after = query.id("after").map(id -> new Position("", new GroupId(id)));
        List<Group> found = groups
                .page(
                        organization,
                        new GroupQuery(new GroupCondition.Constant(true), Order.BY_ID, query.limit(), 0, after))
                .stream()
                .map(Group.Placed::group)
                .toList();
        Map<GroupId, Long> counts =
                members.counts(organization, found.stream().map(Group::id).toList(), MAX_COUNT);
        Optional<String> next = found.size() < query.limit()
                ? Optional.empty()
                : Optional.of(found.get(found.size() - 1).id().toString());
        return ok(AdminJson.list(
                found.stream()
                        .map(group -> GroupRoleJson.of(group, counts.getOrDefault(group.id(), 0L)))
                        .toList(),
                next));
    }

    /** Returns the number of stored groups and memberships: a preview of what is hidden if groups are switched off. */
    @GET
    @Path("counts")
    public Response count(@Context ContainerRequestContext request, @PathParam("slug") String slug) {
        Group.Counts counts = groups.counts(id(request, slug));
        return ok(AdminJson.object().put("groups", counts.groups()).put("memberships", counts.memberships()));
    }

    @PUT
    @Path("{id}/role")
    @QueryParameters("dryRun")
    public Response map(
            @Context ContainerRequestContext request,
            @PathParam("slug") String slug,
            @PathParam("id") String id,
            InputStream body) {
        OrganizationId organization = id(request, slug);
        String role = AdminJson.read(request, body).only("role").requiredText("role");
        Group group = group(organization, id);
        boolean dryRun = dryRun(request);
        Holders changed = dryRun
                ? mappings.previewMap(organization, group.id(), role)
                : mappings.map(organization, group.id(), role, actor(request));
        return changed(organization, group.id(), dryRun, changed);
    }

    @DELETE
    @Path("{id}/role")
    @QueryParameters("dryRun")
    public Response unmap(
            @Context ContainerRequestContext request, @PathParam("slug") String slug, @PathParam("id") String id) {
        OrganizationId organization = id(request, slug);
        Group group = group(organization, id);
        boolean dryRun = dryRun(request);
        Holders changed = dryRun
                ? mappings.previewUnmap(organization, group.id())
                : mappings.unmap(organization, group.id(), actor(request));
        return changed(organization, group.id(), dryRun, changed);
    }

    private Response changed(OrganizationId organization, GroupId id, boolean dryRun, Holders changed) {
        return ok(GroupRoleJson.change(groups.get(organization, id), dryRun, changed));
    }

    @GET
    @Path("decide")
    public Response decides(@Context ContainerRequestContext request, @PathParam("slug") String slug) {
        return ok(AdminJson.object().put("groupsDecide", mappings.groupsDecide(id(request, slug))));
    }

    @PUT
    @Path("decide")
    @QueryParameters("dryRun")
    public Response decide(@Context ContainerRequestContext request, @PathParam("slug") String slug, InputStream body) {
        OrganizationId organization = id(request, slug);
        boolean wanted = AdminJson.read(request, body).only("groupsDecide").requiredBoolean("groupsDecide");
        boolean dryRun = dryRun(request);
        Holders changed = dryRun
                ? mappings.previewDecide(organization, wanted)
                : mappings.decide(organization, wanted, actor(request));
        return ok(GroupRoleJson.decision(mappings.groupsDecide(organization), dryRun, changed));
    }

    private static boolean dryRun(ContainerRequestContext request) {
        return StrictQuery.of(request).flag("dryRun").orElse(false);
    }

    private Group group(OrganizationId organization, String id) {
        return GroupId.parse(id)
                .flatMap(valid -> groups.find(organization, valid))
                .orElseThrow(() -> Refusal.notFound("The organization has no group with this ID."));
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
}
