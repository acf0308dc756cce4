package io.rollcall.server.console.groups;

import io.rollcall.server.console.page.ConsoleOrganizations;
import io.rollcall.server.console.page.ConsolePaths;
import io.rollcall.server.console.page.Html;
import io.rollcall.server.console.page.Layout;
import io.rollcall.server.console.page.LayoutFactory;
import io.rollcall.server.console.page.Menu;
import io.rollcall.server.console.page.QueryString;
import io.rollcall.server.groups.Group;
import io.rollcall.server.groups.GroupMembers;
import io.rollcall.server.groups.Groups;
import io.rollcall.server.groups.query.GroupColumn;
import io.rollcall.server.groups.query.GroupCondition;
import io.rollcall.server.groups.query.GroupQuery;
import io.rollcall.server.groups.query.GroupQuery.Order;
import io.rollcall.server.groups.query.GroupQuery.Position;
import io.rollcall.server.kernel.GroupId;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.users.query.CaseFolding;
import io.rollcall.server.users.query.ComparisonOperator;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** List of an organization's groups by name, all or those whose name begins with a text. */
@Path("organizations/{slug}/groups")
public final class GroupsPage {
    private static final int PAGE = 50;
    private static final int MAX_TEXT = 255;
    private static final Order BY_NAME = new Order(GroupColumn.DISPLAY_NAME, false);

    /** More members of a group in the list are not counted. */
    private static final int MAX_COUNT = 1_000;

    private final LayoutFactory layouts;
    private final ConsoleOrganizations organizations;
    private final Groups groups;
    private final GroupMembers members;

    public GroupsPage(LayoutFactory layouts, ConsoleOrganizations organizations, Groups groups, GroupMembers members) {
        this.layouts = layouts;
        this.organizations = organizations;
        this.groups = groups;
        this.members = members;
    }

    @GET
    public Response show(@Context ContainerRequestContext request, @PathParam("slug") String slug) {
        Organization organization = organizations.get(request, slug);
        QueryString query = QueryString.of(request);
        String text = query.text("q");
        String searched = text.substring(0, Math.min(text.length(), MAX_TEXT));
        Optional<Position> after = GroupId.parse(query.text("after")).flatMap(id -> position(organization.id(), id));
        List<Group> found = organization.groupsEnabled() ? find(organization.id(), searched, after) : List.of();
        List<Group> shown = found.subList(0, Math.min(PAGE, found.size()));
        GroupsView view = new GroupsView(
                layouts.of(request, organization, Menu.GROUPS),
                organization,
                searched,
                shown,
                members.counts(organization.id(), shown.stream().map(Group::id).toList(), MAX_COUNT + 1),
                after.isPresent(),
                found.size() > PAGE ? Optional.of(shown.get(PAGE - 1).id()) : Optional.empty());
        return Html.page(out -> JteGroupsGenerated.render(out, null, view));
    }

    /** Returns the position of a group in the list; empty, and so the first page follows, if it was deleted meanwhile. */
    private Optional<Position> position(OrganizationId organization, GroupId id) {
        return groups.find(organization, id)
                .map(group -> new Position(group.profile().displayNameKey(), group.id()));
    }

    /** Returns one group more than a page shows if there are more. */
    private List<Group> find(OrganizationId organization, String text, Optional<Position> after) {
        GroupCondition condition = text.isEmpty()
                ? new GroupCondition.Constant(true)
                : new GroupCondition.Text(
                        GroupColumn.DISPLAY_NAME, ComparisonOperator.STARTS_WITH, CaseFolding.fold(text));
        return groups.page(organization, new GroupQuery(condition, BY_NAME, PAGE + 1, 0, after)).stream()
                .map(Group.Placed::group)
                .toList();
    }

    /**
     * Model of the list.
     *
     * @param text beginning of the names; blank for all groups
     * @param counts number of members by group, none for groups without members
     * @param continued whether it is not the first page
     * @param next the group after which the next page begins
     */
    record GroupsView(
            Layout layout,
            Organization organization,
            String text,
            List<Group> groups,
            Map<GroupId, Long> counts,
            boolean continued,
            Optional<GroupId> next) {

        String path(Group group) {
            return ConsolePaths.of(organization, "groups", group.id().toString());
        }

        /** Returns the number of members for display. */
        String count(Group group) {
            long count = counts.getOrDefault(group.id(), 0L);
            return count > MAX_COUNT ? layout.t("groups.more-than", MAX_COUNT) : layout.t("number", count);
        }

        String firstPage() {
            return "?q=" + ConsolePaths.encoded(text);
        }

        String nextPage() {
            return firstPage() + next.map(id -> "&after=" + id).orElse("");
        }
    }
}
