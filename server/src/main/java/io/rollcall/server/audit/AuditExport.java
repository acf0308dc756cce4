package io.rollcall.server.audit;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.kernel.Actor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.Writer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/** Export of the audit log in chain order; each export is recorded. */
@Singleton
public final class AuditExport {
    /** The position before the first entry. */
    public static final long BEGINNING = -1;

    private static final int PAGE = 500;
    private static final Duration RECORDED_EVERY = Duration.ofHours(1);

    private final Audit audit;
    private final Clock clock;

    @Inject
    public AuditExport(Audit audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Entries to export.
     *
     * @param from earliest time, inclusive
     * @param to latest time, exclusive
     */
    public record Period(Optional<Instant> from, Optional<Instant> to) {
        private boolean contains(Instant time) {
            return from.filter(time::isBefore).isEmpty()
                    && to.filter(Predicate.not(time::isBefore)).isEmpty();
        }
    }

    /** Records an export before its first entry is sent. @param after the position after which it starts */
    public void record(Period period, long after, Actor actor) {
        ObjectNode detail = new JsonMapper().createObjectNode();
        if (after > BEGINNING) {
            detail.put("after", after);
        }
        period.from().ifPresent(from -> detail.put("from", from.toString()));
        period.to().ifPresent(to -> detail.put("to", to.toString()));
        audit.record(AuditEvent.of(AuditKind.AUDIT_EXPORTED, actor, "audit log").with(detail.toString()));
    }

    /**
     * Returns entries after a position, for polling clients. At most one export per actor and hour is recorded, so that
     * polling does not fill the log.
     */
    public List<AuditEntry.Chained> page(long after, int limit, Actor actor) {
        if (!isRecordedLately(actor)) {
            record(new Period(Optional.empty(), Optional.empty()), after, actor);
        }
        return audit.chained(after + 1, limit);
    }

    private boolean isRecordedLately(Actor actor) {
        return audit
                .list(new AuditQuery(
                        Optional.of(AuditKind.AUDIT_EXPORTED),
                        Optional.empty(),
                        Optional.of(actor.name()),
                        Optional.empty(),
                        Optional.of(clock.instant().minus(RECORDED_EVERY)),
                        Optional.empty(),
                        Optional.empty(),
                        PAGE))
                .stream()
                .anyMatch(entry -> entry.actor().kind() == actor.kind());
    }

    /**
     * Writes the chained entries after a position as JSON Lines, and flushes each line.
     *
     * @param read receives the position of each entry after its line is written, or if it is outside the period
     * @return the number of written entries
     */
    public long write(Period period, long after, Writer lines, LongConsumer read) throws IOException {
        long last = after;
        long written = 0;
        List<AuditEntry.Chained> page = audit.chained(last + 1, PAGE);
        while (!page.isEmpty()) {
            for (AuditEntry.Chained chained : page) {
                if (period.contains(chained.entry().occurred())) {
                    lines.write(AuditJson.of(chained) + "\n");
                    lines.flush();
                    written++;
                }
                last = chained.position();
                read.accept(last);
            }
            page = audit.chained(last + 1, PAGE);
        }
        return written;
    }
}
