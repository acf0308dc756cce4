package io.rollcall.server.console.activity;

import io.rollcall.server.activity.ActivityEntry;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.activity.RefusedRequest;

/**
 * Subject of an entry in two parts.
 *
 * @param name the user, or whatever else it is about; empty for a request that names no user
 * @param request method and path of a request that was refused; empty for anything else
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
