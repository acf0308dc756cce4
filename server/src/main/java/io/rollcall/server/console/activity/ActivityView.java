package io.rollcall.server.console.activity;

import io.rollcall.server.activity.ActivityEntry;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.console.page.ConsolePaths;
import io.rollcall.server.console.page.Layout;
import io.rollcall.server.kernel.Shortened;
import io.rollcall.server.organizations.Organization;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A page of what happened. @param next the entry before which the next page begins */
record ActivityView(
        Layout layout,
        Organization organization,
        ActivityFilter filter,
        List<ActivityEntry> entries,
        Optional<UUID> next) {
    private static final int MAX_REASON = 240;
    private static final int FIRST_FAILURE = 500;
    private static final int UNSUPPORTED = 501;

    String path(ActivityEntry entry) {
        return ConsolePaths.of(organization, "activity", entry.id().toString());
    }

    List<String> kinds() {
        return Arrays.stream(ActivityKind.values()).map(ActivityKind::label).toList();
    }

    /** Returns the key of what happened: a server that fails refuses nothing. */
    static String title(ActivityEntry entry) {
        return failed(entry) ? "kind.request.failed" : "kind." + entry.kind().label();
    }

    static boolean failed(ActivityEntry entry) {
        return refused(entry) && entry.status() >= FIRST_FAILURE && entry.status() != UNSUPPORTED;
    }

    static EntrySubject concerned(ActivityEntry entry) {
        return EntrySubject.of(entry);
    }

    /** Returns the beginning of why a request was refused. */
    static String reason(ActivityEntry entry) {
        return Shortened.of(entry.detail(), MAX_REASON);
    }

    static boolean refused(ActivityEntry entry) {
        return entry.kind() == ActivityKind.REQUEST_REFUSED;
    }
}
