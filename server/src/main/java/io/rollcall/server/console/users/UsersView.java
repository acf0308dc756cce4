package io.rollcall.server.console.users;

import io.rollcall.server.console.page.Frame;
import io.rollcall.server.console.page.Paths;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.roles.Role;
import io.rollcall.server.users.Account;
import java.util.List;
import java.util.Optional;

/**
 * A page of users.
 *
 * @param next the user after whom the next page begins
 * @param cut whether a search found more than is shown
 */
record UsersView(
        Frame frame,
        Organization organization,
        UsersFilter filter,
        List<Role> roles,
        List<Account> users,
        Optional<UserId> next,
        boolean cut) {

    String path(Account user) {
        return Paths.of(organization, "users", user.id().toString());
    }
}
