package io.rollcall.server.console.activity;

import io.rollcall.server.activity.ActivityEntry;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.console.page.Frame;
import io.rollcall.server.console.page.Paths;
import io.rollcall.server.organizations.Organization;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A page of what happened. @param next the entry before which the next page begins */
record ActivityView(
        Frame frame,
        Organization organization,
        ActivityFilter filter,
        List<ActivityEntry> entries,
        Optional<UUID> next) {

    String path(ActivityEntry entry) {
        return Paths.of(organization, "activity", entry.id().toString());
    }

    List<String> kinds() {
        return Arrays.stream(ActivityKind.values()).map(ActivityKind::label).toList();
    }

    static boolean refused(ActivityEntry entry) {
        return entry.kind() == ActivityKind.REQUEST_REFUSED;
    }
}
