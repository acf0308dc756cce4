package io.rollcall.server.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rollcall.server.audit.Audit;
import io.rollcall.server.audit.Origin;
import io.rollcall.server.config.Settings;
import io.rollcall.server.database.ConnectionPool;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.Retry;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.WorkingMemory;
import io.rollcall.server.telemetry.Tracing;
import io.rollcall.server.testing.SettableClock;
import io.rollcall.server.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.crypto.SecretKey;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** All servers of an installation have the same keys. */
class SecretsIT {
    private static final Duration MONTH = Duration.ofDays(30);

    private final String name = "test-" + UUID.randomUUID();

    private final SettableClock clock = new SettableClock();

    @Test
    void givesServersThatStartAtOnceTheSameKey() throws InterruptedException, ExecutionException {
        try (var pool = pool()) {
            SecretKey other = secrets(pool).keys(name + "-other").current().key();
            for (SharedKeys keys : atOnce(8, () -> secrets(pool).keys(name))) {
                assertThat(keys.all()).hasSize(1);
                SecretKey key = keys.current().key();
                assertThat(key)
                        .isEqualTo(secrets(pool).keys(name).current().key())
                        .isNotEqualTo(other);
                assertThat(key.getEncoded()).hasSize(32).isNotEqualTo(new byte[32]);
            }
        }
    }

    @Test
    void makesOneKeyWhenServersRotateAtOnce() throws InterruptedException, ExecutionException {
        try (var pool = pool()) {
            secrets(pool).keys(name);
            clock.advance(MONTH);

            atOnce(8, () -> secrets(pool).rotateIfOlder(name, MONTH, Duration.ofHours(1)));

            SharedKeys keys = secrets(pool).keys(name);
            assertThat(keys.all()).extracting(SharedKey::id).containsExactly(1, 2);
            assertThat(keys.current().created()).contains(clock.instant());
        }
    }

    @Test
    void rotatesAKeyOfThatAgeAndNoYoungerOne() {
        try (var pool = pool()) {
            Secrets secrets = secrets(pool);
            secrets.keys(name);
            clock.advance(MONTH.minusSeconds(1));
            assertThat(secrets.rotateIfOlder(name, MONTH, Duration.ZERO)).isEmpty();
            clock.advance(Duration.ofSeconds(1));
            assertThat(secrets.rotateIfOlder(name, MONTH, Duration.ZERO)).isPresent();
            assertThat(secrets.rotateIfOlder(name, MONTH, Duration.ZERO)).isEmpty();
        }
    }

    @Test
    void rotatesTheKeyOfTheConsolesCookies() {
        try (var pool = pool()) {
            Secrets secrets = secrets(pool);
            SharedKey old = secrets.rotate(Secrets.COOKIES, Actor.operator());
            clock.advance(MONTH.multipliedBy(2));

            secrets.rotateCookiesIfOlder(MONTH);

            assertThat(secrets.reload(Secrets.COOKIES).current().id()).isEqualTo(old.id() + 1);
            assertThat(secrets.find(Secrets.COOKIES).orElseThrow().all()).contains(old);
        }
    }

    @Test
    void acceptsAReplacedKeyForTheOverlapAndThenDeletesIt() {
        try (var pool = pool()) {
            Secrets secrets = secrets(pool);
            SharedKey old = secrets.keys(name).current();
            SharedKey successor = secrets.rotate(name, Actor.operator());
            assertThat(accepted(secrets)).containsExactly(successor, old);
            clock.advance(Duration.ofHours(1));
            assertThat(accepted(secrets)).containsExactly(successor, old);
            clock.advance(Duration.ofMinutes(1));
            assertThat(accepted(secrets)).containsExactly(successor);

            clock.advance(Duration.ofDays(1));
            secrets.rotateIfOlder(name, MONTH, Duration.ofHours(1));
            assertThat(secrets.reload(name).all()).containsExactly(successor);
        }
    }

    @Test
    void keepsTheKeyOfAnEarlierReleaseAndCountsItsAgeFromNowOn() throws SQLException {
        byte[] value = new byte[32];
        value[0] = 7;
        try (var connection = TestDatabase.connect();
                var insert = connection.prepareStatement("INSERT IGNORE INTO secrets (name, value) VALUES (?, ?)")) {
            insert.setString(1, name);
            insert.setBytes(2, value);
            insert.executeUpdate();
        }
        try (var pool = pool()) {
            Secrets secrets = secrets(pool);
            assertThat(secrets.keys(name).current().key().getEncoded()).isEqualTo(value);
            assertThat(secrets.rotateIfOlder(name, MONTH, Duration.ZERO)).isEmpty();
            assertThat(secrets.reload(name).current().created()).contains(clock.instant());
            clock.advance(MONTH);
            assertThat(secrets.rotateIfOlder(name, MONTH, Duration.ZERO))
                    .map(SharedKey::id)
                    .contains(2);
            assertThat(secrets.keys(name).all().get(0).key().getEncoded()).isEqualTo(value);
        }
    }

    private List<SharedKey> accepted(Secrets secrets) {
        return secrets.keys(name).accepted(clock.instant(), Duration.ofHours(1));
    }

    private static <T> List<T> atOnce(int servers, Callable<T> work) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(servers);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(Collections.nCopies(servers, work))) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    private static HikariDataSource pool() {
        return ConnectionPool.open(TestDatabase.shared(), new SimpleMeterRegistry());
    }

    private Secrets secrets(DataSource pool) {
        Database database = new Database(pool, pool, Retry.standard(), Duration.ZERO, Tracing.OFF);
        Audit.Config auditing = Audit.Config.read(Settings.load(Map.of(), Map.of()));
        return new Secrets(
                database, new Audit(database, clock, WorkingMemory.ofHeap(), auditing, Origin.ofThisProcess()), clock);
    }
}
