package io.rollcall.server.activity;

import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One thing that happened.
 *
 * @param status the HTTP status that the request was answered with; 200 for what was no request
 * @param subject whom or what it is about, for people
 * @param detail why it was refused; empty where it was not
 * @param changes JSON: each changed attribute with what it was and is; empty where nothing changed
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
    private static final int LONGEST_SUBJECT = 512;

    public ActivityEntry {
        if (subject.codePointCount(0, subject.length()) > LONGEST_SUBJECT) {
            subject = subject.substring(0, subject.offsetByCodePoints(0, LONGEST_SUBJECT));
        }
    }

    static ActivityEntry done(
            UUID id,
            Instant occurred,
            ActivityKind kind,
            Optional<UserId> user,
            String subject,
            Actor actor,
            String changes) {
        return new ActivityEntry(id, occurred, kind, DONE, user, subject, actor, "", changes);
    }
}
