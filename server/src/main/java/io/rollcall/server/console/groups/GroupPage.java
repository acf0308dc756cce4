package io.rollcall.server.console.groups;

import io.rollcall.server.console.page.ConsoleCaller;
import io.rollcall.server.console.page.ConsoleOrganizations;
import io.rollcall.server.console.page.ConsolePaths;
import io.rollcall.server.console.page.FormData;
import io.rollcall.server.console.page.FormProblem;
import io.rollcall.server.console.page.Html;
import io.rollcall.server.console.page.Layout;
import io.rollcall.server.console.page.LayoutFactory;
import io.rollcall.server.console.page.Menu;
import io.rollcall.server.console.page.QueryString;
import io.rollcall.server.groups.Group;
import io.rollcall.server.groups.Group.Member;
import io.rollcall.server.groups.GroupMembers;
import io.rollcall.server.groups.GroupRoles;
import io.rollcall.server.groups.Groups;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.GroupId;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.roles.Role;
import io.rollcall.server.roles.RoleCatalogue;
import io.rollcall.server.roles.RoleHolderLookup.Holders;
import io.rollcall.server.roles.Roles;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Page of one group with its members, in the order in which they were provisioned, and the role to which it is mapped. */
@Path("organizations/{slug}/groups/{id}")
public final class GroupPage {
    private static final int PAGE = 50;

    /** More members are not counted. */
    private static final int MAX_COUNT = 100_000;

    private final LayoutFactory layouts;
    private final ConsoleOrganizations organizations;
    private final Groups groups;
    private final GroupMembers members;
    private final GroupRoles mappings;
    private final Roles roles;

    public GroupPage(
            LayoutFactory layouts,
            ConsoleOrganizations organizations,
            Groups groups,
            GroupMembers members,
            GroupRoles mappings,
            Roles roles) {
        this.layouts = layouts;
        this.organizations = organizations;
        this.groups = groups;
        this.members = members;
        this.mappings = mappings;
        this.roles = roles;
    }

    @GET
    public Response show(
            @Context ContainerRequestContext request, @PathParam("slug") String slug, @PathParam("id") String id) {
        Organization organization = organizations.get(request, slug);
        return page(200, request, organization, find(organization, id), Optional.empty(), FormProblem.NONE);
    }

    /** Shows who would get another role. The query names the role; an empty text ends the mapping. */
    @GET
    @Path("role")
    public Response askRole(
            @Context ContainerRequestContext request, @PathParam("slug") String slug, @PathParam("id") String id) {
        Organization organization = organizations.get(request, slug);
        Group group = find(organization, id);
        String role = QueryString.of(request).text("role");
        return attempt(request, organization, group, () -> {
            Holders changed = role.isEmpty()
                    ? mappings.previewUnmap(organization.id(), group.id())
                    : mappings.previewMap(organization.id(), group.id(), role);
            return page(
                    200, request, organization, group, Optional.of(new RoleDialog(role, changed)), FormProblem.NONE);
        });
    }

    @POST
    @Path("role")
    public Response setRole(
            @Context ContainerRequestContext request, @PathParam("slug") String slug, @PathParam("id") String id) {
        Organization organization = organizations.get(request, slug);
        String role = FormData.of(request).text("role");
        Actor actor = ConsoleCaller.of(request).actor();
        Group group = find(organization, id);
        return attempt(request, organization, group, () -> {
            if (role.isEmpty()) {
                mappings.unmap(organization.id(), group.id(), actor);
            } else {
                mappings.map(organization.id(), group.id(), role, actor);
            }
            return Html.goTo(
                    ConsolePaths.of(organization, "groups", group.id().toString()),
                    role.isEmpty() ? "group-unmapped" : "group-mapped");
        });
    }

    private Response attempt(
            ContainerRequestContext request, Organization organization, Group group, Supplier<Response> work) {
        try {
            return work.get();
        } catch (Refusal refusal) {
            return page(
                    refusal.reason().status(),
                    request,
                    organization,
                    group,
                    Optional.empty(),
                    FormProblem.of(refusal, "role"));
        }
    }

    /** Question before the mapping is changed. @param role the new role; blank to end the mapping */
    record RoleDialog(String role, Holders changed) {}

    private Response page(
            int status,
            ContainerRequestContext request,
            Organization organization,
            Group group,
            Optional<RoleDialog> asked,
            FormProblem problem) {
        Optional<UserId> after = UserId.parse(QueryString.of(request).text("after"));
        List<Member> found = members.page(organization.id(), group.id(), after, PAGE + 1);
        List<Member> shown = found.subList(0, Math.min(PAGE, found.size()));
        GroupView view = new GroupView(
                layouts.of(request, organization, Menu.GROUPS, group.displayName()),
                organization,
                group,
                shown,
                count(organization.id(), group.id()),
                after.isPresent(),
                found.size() > PAGE ? Optional.of(shown.get(PAGE - 1).user()) : Optional.empty(),
                roles.catalogue(organization.id()),
                asked,
                problem);
        return Html.page(status, out -> JteGroupGenerated.render(out, null, view));
    }

    private Group find(Organization organization, String id) {
        return GroupId.parse(id)
                .filter(valid -> organization.groupsEnabled())
                .flatMap(valid -> groups.find(organization.id(), valid))
                .orElseThrow(() -> Refusal.notFound("This organization has no such group."));
    }

    private long count(OrganizationId organization, GroupId group) {
        return members.counts(organization, List.of(group), MAX_COUNT + 1).getOrDefault(group, 0L);
    }

    /**
     * Model of a group's page.
     *
     * @param count number of all members, one more than the maximum if there are more
     * @param continued whether it is not the first page of members
     * @param next the user after which the next page begins
     * @param asked question about the mapping; empty for none
     */
    record GroupView(
            Layout layout,
            Organization organization,
            Group group,
            List<Member> members,
            long count,
            boolean continued,
            Optional<UserId> next,
            RoleCatalogue roles,
            Optional<RoleDialog> asked,
            FormProblem problem) {

        String path() {
            return ConsolePaths.of(organization, "groups", group.id().toString());
        }

        /** Returns the roles to which the group can be mapped, and the one to which it is. */
        List<Role> choices() {
            return roles.roles().stream()
                    .filter(role -> isChosen(role) || GroupRoles.isMappable(role))
                    .toList();
        }

        boolean isChosen(Role role) {
            return asked.map(RoleDialog::role)
                    .or(group::role)
                    .filter(role.value()::equals)
                    .isPresent();
        }

        /** Returns the display name of a role, or its value if there is no such role any more. */
        String name(String role) {
            return roles.find(role).map(Role::displayName).orElse(role);
        }

        String path(Member member) {
            return ConsolePaths.of(organization, "users", member.user().toString());
        }

        /** Returns the number of members for display. */
        String size() {
            return count > MAX_COUNT ? layout.t("groups.more-than", MAX_COUNT) : layout.t("number", count);
        }

        String nextPage() {
            return next.map(user -> "?after=" + user).orElse("");
        }
    }
}
