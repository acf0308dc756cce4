package io.rollcall.server.console.users;

import io.rollcall.server.console.page.ConsolePaths;
import io.rollcall.server.console.page.Layout;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.roles.Role;
import io.rollcall.server.users.UserSummary;
import java.util.List;
import java.util.Optional;

/**
 * A page of users.
 *
 * @param next the user after whom the next page begins
 * @param cut whether a search found more than is shown
 */
record UsersView(
        Layout layout,
        Organization organization,
        UsersFilter filter,
        List<Role> roles,
        List<UserSummary> users,
        Optional<UserId> next,
        boolean cut) {

    String path(UserSummary user) {
        return ConsolePaths.of(organization, "users", user.id().toString());
    }
}
