package io.rollcall.server.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rollcall.server.database.ConnectionPool;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.Retry;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.kernel.WorkingMemory;
import io.rollcall.server.telemetry.Tracing;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.OwnDatabase;
import io.rollcall.server.testing.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two sequencers on one database, without servers. */
class SequencerIT {
    private static final OrganizationId ORGANIZATION = new OrganizationId(1);
    private static final Duration LATER = Duration.ofHours(1);

    private final HikariDataSource pool =
            ConnectionPool.open(OwnDatabase.fresh().config(), new SimpleMeterRegistry());
    private final Database database = new Database(pool, pool, Retry.standard(), Duration.ZERO, Tracing.OFF);
    private final SettableClock clock = new SettableClock();
    private final Events events =
            new Events(database, clock, new EventSignal(), new Events.Config(true, Duration.ofDays(90)));
    private final Sequencer one = new Sequencer(database, clock, 3);
    private final Sequencer other = new Sequencer(database, clock, 3);
    private final EventLog log = new EventLog(database, WorkingMemory.ofHeap());

    @AfterEach
    void close() {
        pool.close();
    }

    private void record(String user, int version) {
        clock.advance(Duration.ofMillis(1));
        database.write(tx -> {
            events.record(
                    tx,
                    new NewEvent(ORGANIZATION, EventType.USER_UPDATED, user, version, "", "{\"v\":" + version + "}"));
            return version;
        });
    }

    private List<String> read() {
        return log.read(EventQuery.all(0, 100)).events().stream()
                .map(event -> event.position() + ":" + event.subjectId() + event.version())
                .toList();
    }

    @Test
    void letsOnlyOneServerMoveEventsUntilItIsSilent() {
        record("a", 1);
        assertThat(one.move()).contains(1);
        record("a", 2);

        assertThat(other.look().free()).isFalse();
        assertThat(other.move()).isEmpty();
        assertThat(one.move()).contains(1);

        record("a", 3);
        long begun = System.nanoTime();
        assertThat(Eventually.get(() -> other.move(), Optional::isPresent)).contains(1);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        assertThat(one.move()).isEmpty();
        assertThat(read()).containsExactly("1:a1", "2:a2", "3:a3");
    }

    @Test
    void extendsABatchByOlderVersionsOfItsUsersWhoseClockWasAhead() {
        clock.advance(LATER);
        record("a", 1);
        record("a", 2);
        clock.advance(LATER.negated().multipliedBy(2));
        record("a", 3);
        record("b", 1);
        record("c", 1);

        assertThat(one.move()).contains(5);

        assertThat(read()).containsExactly("1:a1", "2:b1", "3:c1", "4:a2", "5:a3");
    }

    @Test
    void passesNoEventThatIsCommittedLate() {
        clock.advance(LATER);
        record("a", 1);
        assertThat(one.move()).contains(1);
        List<String> before = read();
        clock.advance(LATER.negated());
        record("b", 1);
        assertThat(one.move()).contains(1);

        assertThat(before).containsExactly("1:a1");
        assertThat(read()).containsExactly("1:a1", "2:b1");
    }

    private int claim(String holder, long next) {
        return database.write(tx -> tx.mapper(SequencerMapper.class).claim(holder, next, 1, 0));
    }

    @Test
    void movesNothingWhenAnotherHasTakenThePosition() {
        record("a", 1);
        record("b", 1);
        SequencerMapper.State seen = one.look();

        assertThat(claim("x", seen.next())).isEqualTo(1);
        assertThat(claim("y", seen.next())).isZero();
    }

    @Test
    void ofACommandLetsAServerGoOnAtOnce() {
        for (int version = 1; version < 10; version++) {
            record("a", version);
        }
        one.moveAll();
        record("b", 1);

        assertThat(other.move()).contains(1);
        assertThat(read()).hasSize(10);
    }

    @Test
    void redactsEventsWithAndWithoutAPosition() {
        UserId user = UserId.next(clock);
        record(user.toString(), 1);
        record("other", 1);
        one.move();
        record(user.toString(), 2);

        events.redact(ORGANIZATION, user);
        one.move();

        String redacted = "{\"id\":\"" + user + "\",\"redacted\":true}";
        assertThat(log.read(EventQuery.all(0, 100)).events())
                .extracting(LoggedEvent::data)
                .containsExactly(redacted, "{\"v\":1}", redacted);
    }
}
