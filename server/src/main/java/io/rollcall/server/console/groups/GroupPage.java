package io.rollcall.server.console.groups;

import io.rollcall.server.console.page.ConsoleOrganizations;
import io.rollcall.server.console.page.ConsolePaths;
import io.rollcall.server.console.page.Html;
import io.rollcall.server.console.page.Layout;
import io.rollcall.server.console.page.LayoutFactory;
import io.rollcall.server.console.page.Menu;
import io.rollcall.server.console.page.QueryString;
import io.rollcall.server.groups.Group;
import io.rollcall.server.groups.Group.Member;
import io.rollcall.server.groups.GroupMembers;
import io.rollcall.server.groups.Groups;
import io.rollcall.server.kernel.GroupId;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.organizations.Organization;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;

/** Page of one group with its members, in the order in which they were provisioned. */
@Path("organizations/{slug}/groups/{id}")
public final class GroupPage {
    private static final int PAGE = 50;

    /** More members are not counted. */
    private static final int MAX_COUNT = 100_000;

    private final LayoutFactory layouts;
    private final ConsoleOrganizations organizations;
    private final Groups groups;
    private final GroupMembers members;

    public GroupPage(LayoutFactory layouts, ConsoleOrganizations organizations, Groups groups, GroupMembers members) {
        this.layouts = layouts;
        this.organizations = organizations;
        this.groups = groups;
        this.members = members;
    }

    @GET
    public Response show(
            @Context ContainerRequestContext request, @PathParam("slug") String slug, @PathParam("id") String id) {
        Organization organization = organizations.get(request, slug);
        Group group = find(organization, id);
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
                found.size() > PAGE ? Optional.of(shown.get(PAGE - 1).user()) : Optional.empty());
        return Html.page(out -> JteGroupGenerated.render(out, null, view));
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
     */
    record GroupView(
            Layout layout,
            Organization organization,
            Group group,
            List<Member> members,
            long count,
            boolean continued,
            Optional<UserId> next) {

        String path() {
            return ConsolePaths.of(organization, "groups", group.id().toString());
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
