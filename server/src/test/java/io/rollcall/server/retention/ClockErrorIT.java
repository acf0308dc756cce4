package io.rollcall.server.retention;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.rollcall.server.activity.Activity;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.testing.LogCapture;
import io.rollcall.server.testing.SettableClock;
import io.rollcall.server.testing.StoredRows;
import io.rollcall.server.testing.TestDatabase;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import io.rollcall.server.users.DueErasures;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server whose clock is wrong deletes nothing that is not old; what is old goes all the same, by and by. */
class ClockErrorIT {
    private static final Duration YEAR = Duration.ofDays(365);
    private static final Duration WRONG = Duration.ofDays(400);

    private final TestOrganization organization = TestOrganization.create();
    private final SettableClock clock = new SettableClock();

    @BeforeEach
    void forgetOtherClocks() {
        StoredRows.change("DELETE FROM clock_check");
    }

    @Test
    void deletesNothingWhereItsClockIsNotTheDatabases() {
        clock.advance(WRONG);
        try (LogCapture log = new LogCapture();
                RunningServer server = TestServer.start(settings("5", "0"), clock)) {
            long before = activity();
            assertThat(server.component(Activity.class).prune(server.component(Retention.class), YEAR))
                    .isZero();
            assertThat(activity()).isEqualTo(before);
            assertThat(log.messages(Level.WARN))
                    .anyMatch(line -> line.matches(
                            "Did not delete [1-9]\\d* entries of the activity.*minutes ahead of the database's.*"));
        }
    }

    @Test
    void deletesNothingWhereBothClocksAreWrongTogether() {
        StoredRows.change("INSERT INTO clock_check VALUES (1, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), NULL)");
        clock.advance(WRONG);
        Map<String, String> settings = settings("5", "7");
        settings.put("database.url", wrongClock(clock.instant()));
        try (LogCapture log = new LogCapture();
                RunningServer server = TestServer.start(settings, clock)) {
            long before = activity();
            assertThat(server.component(Activity.class).prune(server.component(Retention.class), YEAR))
                    .isZero();
            assertThat(activity()).isEqualTo(before);
            assertThat(server.component(Retention.class).isPaused()).isTrue();
            assertThat(log.messages(Level.WARN)).anyMatch(line -> line.contains("days ahead of the last time"));
        }
    }

    @Test
    void deletesNoMoreThanAShareAtOnceAndAllInTheEnd() {
        Map<String, String> settings = settings("0", "0");
        settings.put("retention.max-share-percent", "20");
        AtomicLong old = new AtomicLong(5_000);
        Retention.AgedTable table = new Retention.AgedTable() {
            @Override
            public long countOlder(Instant before) {
                return old.get();
            }

            @Override
            public long countAll() {
                return old.get() + 1_000;
            }

            @Override
            public int prune(Instant before, int limit) {
                int removed = (int) Math.min(limit, old.get());
                old.addAndGet(-removed);
                return removed;
            }
        };
        try (LogCapture log = new LogCapture();
                RunningServer server = TestServer.start(settings, clock)) {
            Retention retention = server.component(Retention.class);
            assertThat(retention.prune(YEAR, "rows", table, before -> {})).isEqualTo(1_200);
            assertThat(log.messages(Level.WARN))
                    .anyMatch(line -> line.startsWith("Of 5000 rows that are due for deletion, 1200 are deleted now"));
            for (int run = 0; run < 20; run++) {
                retention.prune(YEAR, "rows", table, before -> {});
            }
            assertThat(old).hasValue(0);
        }
    }

    @Test
    void deletesAFewWhateverTheirShare() {
        Map<String, String> settings = settings("0", "0");
        settings.put("retention.max-share-percent", "20");
        try (RunningServer server = TestServer.start(settings, clock)) {
            Retention retention = server.component(Retention.class);
            assertThat(retention.allowed("rows", () -> 100, () -> 100)).isEqualTo(100);
            assertThat(retention.allowed("rows", () -> 101, () -> 101)).isEqualTo(100);
            assertThat(retention.allowed("rows", () -> 0, () -> 101)).isZero();
        }
    }

    @Test
    void erasesNobodyWithAWrongClockAndEverybodyWhoIsDueOnceItIsRight() {
        String id = organization
                .client()
                .post("/Users", "{\"userName\":\"jane\",\"active\":false}")
                .id();
        TestServer.shared()
                .component(Organizations.class)
                .setPolicy(organization.id(), policy -> policy.withEraseAfterDays(Optional.of(30)), Actor.system());
        SettableClock wrong = new SettableClock();
        wrong.advance(WRONG);
        try (RunningServer server = TestServer.start(settings("5", "7"), wrong)) {
            server.component(DueErasures.class).run();
            assertThat(organization.client().get("/Users/" + id).status()).isEqualTo(200);
        }
        StoredRows.change(
                "UPDATE users SET deactivated = deactivated - INTERVAL 31 DAY WHERE organization_id = ?",
                organization.id().value());
        try (RunningServer server = TestServer.start(settings("5", "7"), clock)) {
            server.component(DueErasures.class).run();
            assertThat(organization.client().get("/Users/" + id).status()).isEqualTo(404);
        }
    }

    private static Map<String, String> settings(String difference, String gap) {
        Map<String, String> settings = new HashMap<>();
        settings.put("retention.max-clock-difference-minutes", difference);
        settings.put("retention.max-gap-days", gap);
        return settings;
    }

    /** URL of the same database, with a clock that stands still at that moment for its connections. */
    private static String wrongClock(Instant moment) {
        return TestDatabase.shared().url().orElseThrow() + "?sessionVariables=timestamp=" + moment.getEpochSecond()
                + ",innodb_lock_wait_timeout=5";
    }

    private long activity() {
        return count("SELECT COUNT(*) FROM activity WHERE organization_id = "
                + organization.id().value());
    }

    private static long count(String sql) {
        try (Connection connection = TestDatabase.connect();
                ResultSet row = connection.createStatement().executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (java.sql.SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
