package io.rollcall.server.console.users;

import io.rollcall.server.activity.ActivityEntry;
import io.rollcall.server.console.page.ConsolePaths;
import io.rollcall.server.console.page.Layout;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.users.UserSummary;
import java.util.List;
import java.util.Optional;

/**
 * All of one user.
 *
 * @param roleName what people call the role
 * @param hidden how many values of the profile are not shown
 * @param history what happened, the newest first
 * @param asked whether the user shall really be activated, or deactivated
 */
record UserView(
        Layout layout,
        Organization organization,
        UserSummary user,
        Optional<String> roleName,
        List<ProfileLine> profile,
        String json,
        int hidden,
        List<ActivityEntry> history,
        Optional<Boolean> asked) {

    boolean former() {
        return user.state() == UserSummary.State.FORMER;
    }

    boolean active() {
        return user.state() == UserSummary.State.ACTIVE;
    }

    String path(String... more) {
        return ConsolePaths.below(
                ConsolePaths.of(organization, "users", user.id().toString()), more);
    }

    String path(ActivityEntry entry) {
        return ConsolePaths.of(organization, "activity", entry.id().toString());
    }
}
