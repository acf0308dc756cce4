package io.rollcall.server.activity;

import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Shortened;
import io.rollcall.server.kernel.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One thing that happened.
 *
 * @param status the HTTP status that the request was answered with; 200 for what was no request
 * @param subject its subject, for display
 * @param detail reason of a refusal, or ignored members of the request; otherwise empty
 * @param changes JSON: each changed attribute with what it was and is, or with nothing once the user is erased; empty where
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

    /** A refusal may quote all of a long request. */
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

    /** Returns the detail of an entry whose request named that as well; empty for nothing. */
    static String ignoring(String names) {
        return names.isEmpty() ? "" : IGNORED + names;
    }

    /** Lists the names of what the client sent and is not kept. */
    public List<String> ignored() {
        return kind != ActivityKind.REQUEST_REFUSED && detail.startsWith(IGNORED)
                ? List.of(detail.substring(IGNORED.length()).split(", "))
                : List.of();
    }
}
