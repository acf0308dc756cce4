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
 * Bounded record of failed sign-ins: anyone can cause them, so per minute some are recorded individually, and
 * then the number of further ones.
 */
final class FailedSignIns {
    private static final Set<Refusal.Reason> FAILURES =
            EnumSet.of(Refusal.Reason.UNAUTHENTICATED, Refusal.Reason.TOO_MANY);

    /** People type anything as a name, even a password. */
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
                    .ending(AuditEntry.Outcome.FAILED)
                    .with(reason));
        }
    }

    private boolean take() {
        Minute before =
                minute.getAndUpdate(now -> now.recorded() < perMinute ? now.withOneRecorded() : now.withOneMore());
        return before.recorded() < perMinute;
    }

    /** Records the number of further ones in past minutes. */
    void writeEarlier() {
        next(clock.instant().truncatedTo(ChronoUnit.MINUTES)).ifPresent(this::write);
    }

    /** Records the number of further ones until now. */
    void writeAll() {
        next(Instant.MAX).ifPresent(this::write);
    }

    /** Begins another minute. @return the past one, if it had too many */
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
                .ending(AuditEntry.Outcome.FAILED)
                .with(detail));
    }
}
