package io.rollcall.server.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rollcall.server.database.ConnectionPool;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.Retry;
import io.rollcall.server.telemetry.Tracing;
import io.rollcall.server.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.Test;

/** All servers of an installation have the same keys. */
class SecretsIT {
    private final String name = "test-" + UUID.randomUUID();

    @Test
    void givesServersThatStartAtOnceTheSameKey() throws InterruptedException, ExecutionException {
        ExecutorService servers = Executors.newFixedThreadPool(8);
        try (var pool = ConnectionPool.open(TestDatabase.shared(), new SimpleMeterRegistry())) {
            List<Callable<SecretKey>> starts = IntStream.range(0, 8)
                    .<Callable<SecretKey>>mapToObj(server -> () -> secrets(pool).key(name))
                    .toList();
            SecretKey key = secrets(pool).key(name + "-other");
            for (Future<SecretKey> start : servers.invokeAll(starts)) {
                assertThat(start.get()).isEqualTo(secrets(pool).key(name)).isNotEqualTo(key);
                assertThat(start.get().getEncoded()).hasSize(32).isNotEqualTo(new byte[32]);
            }
        } finally {
            servers.shutdownNow();
        }
    }

    private static Secrets secrets(javax.sql.DataSource pool) {
        return new Secrets(new Database(pool, pool, Retry.standard(), Duration.ZERO, Tracing.OFF));
    }
}
