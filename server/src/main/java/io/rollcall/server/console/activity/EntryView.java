package io.rollcall.server.console.activity;

import io.rollcall.server.activity.ActivityEntry;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.console.page.ConsolePaths;
import io.rollcall.server.console.page.Layout;
import io.rollcall.server.organizations.Organization;
import java.util.List;
import java.util.Optional;

/**
 * All of one entry.
 *
 * @param hidden how many values of the changes are not shown
 * @param advice what to do about it, where it was a request that was refused
 */
record EntryView(
        Layout layout,
        Organization organization,
        ActivityEntry entry,
        List<EntryChange> changes,
        int hidden,
        Optional<Advice> advice) {

    boolean ignoresRole() {
        return IgnoredRole.isIn(entry);
    }

    boolean failed() {
        return ActivityView.failed(entry);
    }

    /** Whether its changes are the values that a new user was given. */
    boolean created() {
        return entry.kind() == ActivityKind.USER_CREATED;
    }

    String userPath() {
        return entry.user()
                .map(user -> ConsolePaths.of(organization, "users", user.toString()))
                .orElse("");
    }
}
