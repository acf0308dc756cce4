package io.rollcall.server.console.activity;

import io.rollcall.server.activity.ActivityEntry;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.activity.RefusedRequest;
import io.rollcall.server.console.page.ConsolePaths;
import io.rollcall.server.console.page.Layout;
import io.rollcall.server.kernel.Shortened;
import io.rollcall.server.organizations.Organization;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Page of activity. @param next the entry before which the next page begins */
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

    /** Returns the key of the entry's title, which distinguishes server errors from rejections. */
    static String title(ActivityEntry entry) {
        return failed(entry) ? "kind.request.failed" : "kind." + entry.kind().label();
    }

    static boolean failed(ActivityEntry entry) {
        return refused(entry) && entry.status() >= FIRST_FAILURE && entry.status() != UNSUPPORTED;
    }

    static EntrySubject concerned(ActivityEntry entry) {
        return EntrySubject.of(entry);
    }

    /** Returns the shortened reason of a rejected request. */
    static String reason(ActivityEntry entry) {
        return Shortened.of(entry.detail(), MAX_REASON);
    }

    static boolean refused(ActivityEntry entry) {
        return entry.kind() == ActivityKind.REQUEST_REFUSED;
    }

    /**
     * Subject of an entry, split into user and request.
     *
     * @param name the user or other resource; empty for a request that names no user
     * @param request method and path of a rejected request; empty for other entries
     */
    record EntrySubject(String name, String request) {
        static EntrySubject of(ActivityEntry entry) {
            if (entry.kind() != ActivityKind.REQUEST_REFUSED) {
                return new EntrySubject(entry.subject(), "");
            }
            int end = entry.subject().indexOf(RefusedRequest.FOR);
            return end < 0
                    ? new EntrySubject("", entry.subject())
                    : new EntrySubject(
                            entry.subject().substring(end + RefusedRequest.FOR.length()),
                            entry.subject().substring(0, end));
        }
    }
}
