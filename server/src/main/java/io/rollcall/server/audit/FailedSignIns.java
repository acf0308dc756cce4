package io.rollcall.server.audit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.Shortened;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Failed sign-ins on their way into the audit log: strangers cause them, so of each minute a number is recorded one by one, and
 * then how many more there were.
 */
final class FailedSignIns {
    private static final Set<Refusal.Reason> FAILURES =
            EnumSet.of(Refusal.Reason.UNAUTHENTICATED, Refusal.Reason.TOO_MANY);

    /** Names may be anything that people type, even a password. */
    private static final int MAX_NAME = 64;

    private final Audit audit;
    private final Clock clock;
    private final int perMinute;
    private final AtomicReference<Minute> minute = new AtomicReference<>(new Minute(Instant.EPOCH, 0, 0));

    private record Minute(Instant begins, int recorded, long more) {
        Minute withOneRecorded() {
            return new Minute(begins, recorded + 1, more);
        }

        Minute withOneMore() {
            return new Minute(begins, recorded, more + 1);
        }
    }

    FailedSignIns(Audit audit, Clock clock, int perMinute) {
        this.audit = audit;
        this.clock = clock;
        this.perMinute = perMinute;
    }

    void record(Actor actor, Refusal refusal) {
        if (!FAILURES.contains(refusal.reason())) {
            return;
        }
        writeEarlier();
        if (take()) {
            String name = Shortened.beginning(Texts.plain(actor.name()), MAX_NAME);
            String reason = JsonNodeFactory.instance
                    .objectNode()
                    .put("reason", refusal.reason().name())
                    .toString();
            Actor named = new Actor(actor.kind(), name, actor.address(), actor.userAgent(), actor.requestId());
            audit.record(AuditEvent.of(AuditKind.ADMINISTRATOR_SIGN_IN_FAILED, named, name)
                    .ending(AuditOutcome.FAILED)
                    .with(reason));
        }
    }

    private boolean take() {
        Minute before =
                minute.getAndUpdate(now -> now.recorded() < perMinute ? now.withOneRecorded() : now.withOneMore());
        return before.recorded() < perMinute;
    }

    /** Records how many more there were in the minutes that are over. */
    void writeEarlier() {
        next(clock.instant().truncatedTo(ChronoUnit.MINUTES)).ifPresent(this::write);
    }

    /** Records how many more there were until now. */
    void writeAll() {
        next(Instant.MAX).ifPresent(this::write);
    }

    /** Begins another minute. @return the one that is over, if there were too many in it */
    private Optional<Minute> next(Instant begins) {
        Minute over = minute.getAndUpdate(now -> now.begins().equals(begins) ? now : new Minute(begins, 0, 0));
        return Optional.of(over).filter(ended -> !ended.begins().equals(begins) && ended.more() > 0);
    }

    private void write(Minute over) {
        String detail = JsonNodeFactory.instance
                .objectNode()
                .put("more", over.more())
                .put("minute", over.begins().toString())
                .toString();
        audit.record(AuditEvent.of(AuditKind.ADMINISTRATOR_SIGN_IN_FAILED, Actor.system(), "")
                .ending(AuditOutcome.FAILED)
                .with(detail));
    }
}
