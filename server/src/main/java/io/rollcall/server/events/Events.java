package io.rollcall.server.events;

import io.rollcall.server.config.Settings;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Parts;
import io.rollcall.server.kernel.TimeOrderedId;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.retention.Retention;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Writer of the events to the product. An event is written in the transaction of its change, so that both are committed or
 * neither. {@link Sequencer} then gives it its position, and {@link EventLog} reads it.
 */
@Singleton
public final class Events {
    /** Data of an event whose person was erased. */
    private static final String REDACTED = "{\"id\":\"%s\",\"redacted\":true}";

    private final Database database;
    private final Clock clock;
    private final EventSignal committed;
    private final boolean enabled;

    @Inject
    public Events(Database database, Clock clock, EventSignal committed, Config config) {
        this.database = database;
        this.clock = clock;
        this.committed = committed;
        this.enabled = config.enabled();
        database.register(OutboxMapper.class);
        database.register(EventPruningMapper.class);
    }

    /** Returns whether events are recorded. Callers need not compute the data of others. */
    public boolean areEnabled() {
        return enabled;
    }

    /** Records an event, if events are enabled. */
    public void record(Transaction tx, NewEvent event) {
        if (enabled) {
            Instant now = clock.instant();
            tx.mapper(OutboxMapper.class)
                    .insert(
                            event.organizationId(),
                            TimeOrderedId.at(now).toString(),
                            event.type().subject().label(),
                            event.subjectId(),
                            event.version(),
                            event.type().label(),
                            now.truncatedTo(ChronoUnit.MILLIS),
                            event.correlationId(),
                            event.data());
            tx.afterCommit(committed::raise);
        }
    }

    /** Records several events, if events are enabled, with few statements. */
    public void recordAll(Transaction tx, List<NewEvent> recorded) {
        if (!enabled || recorded.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        List<OutboxMapper.Insertion> rows = recorded.stream()
                .map(event -> OutboxMapper.Insertion.of(event, now))
                .toList();
        OrganizationId organization = recorded.get(0).organizationId();
        Parts.of(rows, OutboxMapper.ROWS_OF_STATEMENT)
                .forEach(part -> tx.mapper(OutboxMapper.class).insertSeveral(organization, part));
        tx.afterCommit(committed::raise);
    }

    /**
     * Replaces the data of a user's events. Events wait in the outbox until they have a position, so these come first: an event
     * that moves meanwhile is redacted where it arrives.
     */
    public void redact(OrganizationId organizationId, UserId user) {
        String data = REDACTED.formatted(user);
        database.write(tx -> tx.mapper(OutboxMapper.class).redactWaiting(organizationId, user.toString(), data));
        int redacted;
        do {
            redacted =
                    database.write(tx -> tx.mapper(OutboxMapper.class).redact(organizationId, user.toString(), data));
        } while (redacted == OutboxMapper.ROWS_AT_ONCE);
    }

    /** Removes up to {@code most} events of an organization that is being deleted, and returns their number. */
    public int remove(OrganizationId organizationId, int most) {
        int waiting = database.write(tx -> tx.mapper(OutboxMapper.class).removeWaiting(organizationId, most));
        return waiting > 0
                ? waiting
                : database.write(tx -> tx.mapper(OutboxMapper.class).remove(organizationId, most));
    }

    /** Deletes old events and returns their number. */
    public long prune(Retention retention, Duration age) {
        return retention.prune(age, "events", EventPruningMapper.class);
    }

    /**
     * Settings of events.
     *
     * @param enabled whether changes are recorded as events
     * @param retention retention of events
     */
    public record Config(boolean enabled, Duration retention) {
        private static final int MAX_DAYS = 3_650;

        public static Config read(Settings settings) {
            return new Config(
                    settings.flag("events.enabled"),
                    Duration.ofDays(settings.integer("events.retention-days", 1, MAX_DAYS)));
        }
    }
}
