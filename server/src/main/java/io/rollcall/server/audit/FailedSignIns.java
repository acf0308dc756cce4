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
 * Rate-limited recorder of failed sign-ins, which anyone can cause: a few per minute are recorded individually, the rest as
 * a number.
 */
final class FailedSignIns {
    private static final Set<Refusal.Reason> FAILURES =
            EnumSet.of(Refusal.Reason.UNAUTHENTICATED, Refusal.Reason.TOO_MANY);

    /** Maximum length of a recorded name: people enter anything, even passwords. */
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

    /** Records the number of further failures in past minutes. */
    void writeEarlier() {
        next(clock.instant().truncatedTo(ChronoUnit.MINUTES)).ifPresent(this::write);
    }

    /** Records the number of further failures until now. */
    void writeAll() {
        next(Instant.MAX).ifPresent(this::write);
    }

    /** Starts a new minute. @return the previous one, if it exceeded the limit */
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
