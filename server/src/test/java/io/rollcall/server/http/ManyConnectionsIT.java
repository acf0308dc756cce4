package io.rollcall.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.telemetry.Metrics;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.LogCapture;
import io.rollcall.server.testing.RawConnection;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The number of connections is bounded, in all and from one address, and a new client always finds a place. */
class ManyConnectionsIT {
    private static final String REQUEST = "GET /nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final String LARGE = "GET /api/admin/v1/openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final int SMALL_BUFFER = 4_096;

    private final List<RawConnection> idle = new ArrayList<>();

    @AfterEach
    void close() {
        idle.forEach(RawConnection::close);
    }

    @Test
    void keepsTheConnectionOfAClientWithATokenWhileOthersAtItsAddressOpenThemAndAskForNothing() {
        try (RunningServer server =
                TestServer.start(Map.of("http.max-connections", "100", "http.max-connections-per-address", "100000"))) {
            String request = "GET /API/enterprise/scim/Users HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                    + TestOrganization.create(server).token() + "\r\n\r\n";
            RawConnection served = open(server);
            assertThat(served.send(request).answer().status()).isEqualTo(200);
            assertThat(served.send(request).answer().status()).isEqualTo(200);
            for (int number = 0; number < 1_000; number++) {
                RawConnection other = open(server);
                if (number % 2 == 0) {
                    other.send("GET / HTTP/1.1\r\nHost: lo");
                }
            }
            assertThat(served.send(request).answer().status()).isEqualTo(200);
            assertThat(connections(server)).isLessThanOrEqualTo(100);
        }
    }

    @Test
    void keepsTheConnectionsOfAnAddressWithFewWhileOthersOpenManyAndReadSlowly() {
        try (RunningServer server = TestServer.start(Map.of("http.max-connections", "40"))) {
            RawConnection used = open(server);
            assertThat(used.send(REQUEST).answer().status()).isEqualTo(404);
            RawConnection unused = open(server);
            for (int number = 0; number < 200; number++) {
                RawConnection slow = new RawConnection(server.port(), SMALL_BUFFER, "127.0.0." + (2 + number % 3));
                idle.add(slow.send(LARGE.repeat(10)));
            }
            assertThat(used.send(REQUEST).answer().status()).isEqualTo(404);
            assertThat(unused.send(REQUEST).answer().status()).isEqualTo(404);
            assertThat(open(server).send(REQUEST).answer().status()).isEqualTo(404);
            assertThat(Eventually.get(() -> connections(server), open -> open <= 40))
                    .isLessThanOrEqualTo(40);
        }
    }

    @Test
    void closesTheOldestIdleConnectionWhereThereAreTooMany() {
        try (RunningServer server = TestServer.start(
                        Map.of("http.max-connections", "100", "http.max-connections-per-address", "100000"));
                LogCapture log = new LogCapture()) {
            RawConnection first = open(server);
            for (int number = 0; number < 5_000; number++) {
                open(server);
            }
            long start = System.nanoTime();
            RawConnection other = open(server);
            assertThat(other.send(REQUEST).answer().status()).isEqualTo(404);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
            assertThat(Eventually.get(() -> connections(server), open -> open <= 100))
                    .isLessThanOrEqualTo(100);
            assertThat(first.isClosedWithin(1_000)).isTrue();
            assertThat(other.send(REQUEST).answer().status()).isEqualTo(404);
            assertThat(log.messages(Level.WARN)).hasSizeLessThanOrEqualTo(1);
        }
    }

    @Test
    void refusesMoreConnectionsOfOneAddressThanItMayHave() {
        try (RunningServer server = TestServer.start(Map.of("http.max-connections-per-address", "10"))) {
            List<RawConnection> all = new ArrayList<>();
            for (int number = 0; number < 10; number++) {
                all.add(open(server));
            }
            Eventually.get(() -> connections(server), open -> open == 10);
            assertThat(open(server).isClosedWithin(1_000)).isTrue();
            assertThat(metrics(server))
                    .contains("rollcall_refusals_total{reason=\"connections-per-address\",surface=\"http\"} 1.0");
            assertThat(all.get(0).send(REQUEST).answer().status()).isEqualTo(404);
            all.get(0).close();
            Eventually.get(() -> connections(server), open -> open == 9);
            assertThat(open(server).send(REQUEST).answer().status()).isEqualTo(404);
        }
    }

    @Test
    void letsATrustedProxyOpenAnyNumber() {
        try (RunningServer server = TestServer.start(
                Map.of("http.max-connections-per-address", "3", "http.trusted-proxies", "127.0.0.1"))) {
            for (int number = 0; number < 20; number++) {
                assertThat(open(server).send(REQUEST).answer().status()).isEqualTo(404);
            }
        }
    }

    private RawConnection open(RunningServer server) {
        RawConnection connection = new RawConnection(server.port());
        idle.add(connection);
        return connection;
    }

    private static int connections(RunningServer server) {
        return metrics(server)
                .lines()
                .filter(line -> line.startsWith("rollcall_http_connections{surface=\"http\"}"))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private static String metrics(RunningServer server) {
        return server.component(Metrics.class).scrape();
    }
}
