package io.rollcall.server.console.users;

import io.rollcall.server.console.page.ConsoleOrganizations;
import io.rollcall.server.console.page.ConsolePaths;
import io.rollcall.server.console.page.Html;
import io.rollcall.server.console.page.Layout;
import io.rollcall.server.console.page.LayoutFactory;
import io.rollcall.server.console.page.Menu;
import io.rollcall.server.console.page.QueryString;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.limits.SlowLists;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.roles.Role;
import io.rollcall.server.roles.Roles;
import io.rollcall.server.users.UserPrefixSearch;
import io.rollcall.server.users.UserPrefixSearch.FoundUsers;
import io.rollcall.server.users.UserSummaries;
import io.rollcall.server.users.UserSummaries.UserSummaryQuery;
import io.rollcall.server.users.UserSummary;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;

/** List of an organization's users: the newest, those that match a search, or deleted ones. */
@Path("organizations/{slug}/users")
public final class UsersPage {
    private static final int PAGE = 50;

    private final LayoutFactory layouts;
    private final ConsoleOrganizations organizations;
    private final UserSummaries accounts;
    private final UserPrefixSearch search;
    private final Roles roles;
    private final SlowLists lists;

    public UsersPage(
            LayoutFactory layouts,
            ConsoleOrganizations organizations,
            UserSummaries accounts,
            UserPrefixSearch search,
            Roles roles,
            SlowLists lists) {
        this.lists = lists;
        this.layouts = layouts;
        this.organizations = organizations;
        this.accounts = accounts;
        this.search = search;
        this.roles = roles;
    }

    @GET
    public Response show(@Context ContainerRequestContext request, @PathParam("slug") String slug) {
        Organization organization = organizations.get(request, slug);
        UsersFilter filter = UsersFilter.read(QueryString.of(request));
        FoundUsers result = find(organization.id(), filter);
        List<UserSummary> found = result.users();
        boolean more = found.size() > PAGE;
        List<UserSummary> shown = found.subList(0, Math.min(PAGE, found.size()));
        UsersView view = new UsersView(
                layouts.of(request, organization, Menu.USERS),
                organization,
                filter,
                roles.catalogue(organization.id()).roles(),
                shown,
                more && !filter.searches() ? Optional.of(shown.get(PAGE - 1).id()) : Optional.empty(),
                more && filter.searches(),
                result.partial());
        return Html.page(out -> JteUsersGenerated.render(out, null, view));
    }

    /** Returns one user more than a page shows if there are more. */
    private FoundUsers find(OrganizationId organization, UsersFilter filter) {
        if (filter.searches()) {
            FoundUsers found = search(organization, filter, UserPrefixSearch.EXAMINED_FIRST);
            return found.partial() ? searchFurther(organization, filter, found) : found;
        }
        UserSummaryQuery newest = new UserSummaryQuery(filter.active(), filter.givenRole(), filter.after(), PAGE + 1);
        return new FoundUsers(
                filter.former()
                        ? accounts.listFormer(organization, newest.after(), newest.limit())
                        : lists.run(organization, newest.isIndexed(), () -> search.newest(organization, newest)),
                false);
    }

    private FoundUsers search(OrganizationId organization, UsersFilter filter, int matches) {
        return search.startingWith(organization, filter.text(), filter.active(), filter.givenRole(), matches, PAGE + 1);
    }

    /** Searches more of the users whose names match; beside too many such searches, {@code found} has to do. */
    private FoundUsers searchFurther(OrganizationId organization, UsersFilter filter, FoundUsers found) {
        try {
            return lists.run(organization, false, () -> search(organization, filter, UserPrefixSearch.EXAMINED));
        } catch (Refusal busy) {
            return found;
        }
    }

    /**
     * Page of users.
     *
     * @param next the user after which the next page begins
     * @param cut whether a search found more than is shown
     * @param partial whether a search with a state or role examined only a part of the users whose names match
     */
    record UsersView(
            Layout layout,
            Organization organization,
            UsersFilter filter,
            List<Role> roles,
            List<UserSummary> users,
            Optional<UserId> next,
            boolean cut,
            boolean partial) {

        String path(UserSummary user) {
            return ConsolePaths.of(organization, "users", user.id().toString());
        }
    }
}
