package io.rollcall.server.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.testing.RawConnection;
import io.rollcall.server.testing.TestServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Probes are answered while others hold connections to the ops port. */
class OpsConnectionsIT {
    private static final String PROBE = "GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

    @Test
    void manyThatSayNothingOrNeverReadKeepNoProbeWaiting() {
        List<RawConnection> others = new ArrayList<>();
        try (RunningServer server = TestServer.start(Map.of("ops.port", "0"))) {
            int port = server.opsPort().orElseThrow();
            for (int number = 0; number < 40; number++) {
                others.add(new RawConnection(port));
                others.add(new RawConnection(port).send("GET /metr"));
                others.add(new RawConnection(port, 4_096)
                        .send("GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(30)));
            }
            for (int probe = 0; probe < 5; probe++) {
                long start = System.nanoTime();
                assertThat(RawConnection.exchange(port, PROBE).status()).isEqualTo(200);
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
            }
        } finally {
            others.forEach(RawConnection::close);
        }
    }
}
