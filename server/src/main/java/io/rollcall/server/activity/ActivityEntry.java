package io.rollcall.server.activity;

import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Shortened;
import io.rollcall.server.kernel.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Entry of an organization's activity log.
 *
 * @param status the HTTP status of the response; 200 for events without a request
 * @param subject its subject, for display
 * @param detail reason of a refusal, or ignored members of the request; otherwise empty
 * @param changes JSON: each changed attribute with its former and new value, without values once the user is erased; empty if
 *     nothing changed
 */
public record ActivityEntry(
        UUID id,
        Instant occurred,
        ActivityKind kind,
        int status,
        Optional<UserId> user,
        String subject,
        Actor actor,
        String detail,
        String changes) {
    private static final int DONE = 200;
    private static final String IGNORED = "Ignored: ";
    private static final int MAX_SUBJECT = 512;

    /** Maximum length of the detail; a refusal may quote a long request. */
    private static final int MAX_DETAIL = 4_000;

    public ActivityEntry {
        subject = Shortened.beginning(subject, MAX_SUBJECT);
        detail = Shortened.beginning(detail, MAX_DETAIL);
    }

    static ActivityEntry done(
            UUID id,
            Instant occurred,
            ActivityKind kind,
            Optional<UserId> user,
            String subject,
            Actor actor,
            String detail,
            String changes) {
        return new ActivityEntry(id, occurred, kind, DONE, user, subject, actor, detail, changes);
    }

    /** Returns the length of its texts. */
    long length() {
        return (long) subject.length()
                + actor.name().length()
                + actor.userAgent().length()
                + detail.length()
                + changes.length();
    }

    /** Returns the detail of an entry whose request had ignored members; empty for none. */
    static String ignoring(String names) {
        return names.isEmpty() ? "" : IGNORED + names;
    }

    /** Returns the names of ignored members of the request. */
    public List<String> ignored() {
        return kind != ActivityKind.REQUEST_REFUSED && detail.startsWith(IGNORED)
                ? List.of(detail.substring(IGNORED.length()).split(", "))
                : List.of();
    }
}
