package io.rollcall.server.http;

import static io.rollcall.server.testing.ScimErrorAssert.assertScimError;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.database.ConnectionPools;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.telemetry.Metrics;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.RawConnection;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Under overload, requests wait in a short queue or get 503 with {@code Retry-After}; none is dropped silently. */
class BusyServerIT {
    private static final Duration QUICK = Duration.ofSeconds(10);
    private static final Duration LONGER_THAN_A_BRIEF_WAIT = Duration.ofMillis(100);

    @Test
    void runsSomeLetsSomeWaitAndSendsTheRestAwayAtOnce() throws SQLException {
        try (RunningServer server = TestServer.start(Map.of(
                "http.workers", "1",
                "http.max-waiting", "1",
                "http.max-wait-millis", "20000",
                "database.pool-size", "1",
                "database.connection-wait-millis", "20000"))) {
            ScimClient client = TestOrganization.create(server).client(server);
            CompletableFuture<Response> running;
            CompletableFuture<Response> waiting;
            try (Connection held =
                    server.component(ConnectionPools.class).reading().getConnection()) {
                assertThat(held.isValid(1)).isTrue();
                running = CompletableFuture.supplyAsync(() -> client.get("/Users"));
                Eventually.get(() -> metrics(server), text -> text.contains("rollcall_http_running 1.0"));
                waiting = CompletableFuture.supplyAsync(() -> client.get("/Users"));
                Eventually.get(() -> metrics(server), text -> text.contains("rollcall_http_waiting 1.0"));
                assertComeAgain(() -> client.get("/Users"));
                assertComeAgain(() -> client.post("/Users", "{\"userName\": \"one@example.com\"}"));
                assertThat(metrics(server)).contains("rollcall_refusals_total{reason=\"busy\",surface=\"http\"} 2.0");
            }
            assertThat(running.join().status()).isEqualTo(200);
            assertThat(waiting.join().status()).isEqualTo(200);
        }
    }

    @Test
    void dropsARequestWhoseClientResetsItsConnectionWhileItWaits() throws SQLException {
        try (RunningServer server = TestServer.start(
                Map.of("http.workers", "1", "database.pool-size", "1", "database.connection-wait-millis", "20000"))) {
            TestOrganization organization = TestOrganization.create(server);
            ScimClient client = organization.client(server);
            CompletableFuture<Response> running;
            RawConnection halfClosed = new RawConnection(server.port());
            try (Connection held =
                    server.component(ConnectionPools.class).reading().getConnection()) {
                assertThat(held.isValid(1)).isTrue();
                running = CompletableFuture.supplyAsync(() -> client.get("/Users"));
                Eventually.get(() -> metrics(server), text -> text.contains("rollcall_http_running 1.0"));
                RawConnection gone = new RawConnection(server.port()).send(create(organization, "gone"));
                halfClosed.send(create(organization, "half-closed")).shutdownOutput();
                Eventually.get(() -> metrics(server), text -> text.contains("rollcall_http_waiting 2.0"));
                gone.reset();
                // A client that is gone after a shorter wait is not looked for.
                Eventually.pause(LONGER_THAN_A_BRIEF_WAIT);
            }
            assertThat(running.join().status()).isEqualTo(200);
            assertThat(halfClosed.answer().status()).isEqualTo(201);
            halfClosed.close();
            assertThat(client.get("/Users").json().findValuesAsText("userName")).containsExactly("half-closed");
        }
    }

    private static String create(TestOrganization organization, String userName) {
        String body = "{\"userName\":\"" + userName + "\"}";
        return "POST /API/enterprise/scim/Users HTTP/1.1\r\nHost: " + organization.slug() + "." + TestServer.BASE_DOMAIN
                + "\r\nAuthorization: Bearer " + organization.token() + "\r\nContent-Type: application/scim+json\r\n"
                + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    @Test
    void waitsForItsTurnOnlyForAWhile() throws SQLException {
        try (RunningServer server = TestServer.start(Map.of(
                "http.workers",
                "1",
                "http.max-wait-millis",
                "100",
                "database.pool-size",
                "1",
                "database.connection-wait-millis",
                "30000"))) {
            ScimClient client = TestOrganization.create(server).client(server);
            CompletableFuture<Response> running;
            try (Connection held =
                    server.component(ConnectionPools.class).reading().getConnection()) {
                assertThat(held.isValid(1)).isTrue();
                running = CompletableFuture.supplyAsync(() -> client.get("/Users"));
                Eventually.get(() -> metrics(server), text -> text.contains("rollcall_http_running 1.0"));
                assertComeAgain(() -> client.get("/Users"));
            }
            assertThat(running.join().status()).isEqualTo(200);
        }
    }

    @Test
    void waitsForAConnectionOfTheDatabaseOnlyForAWhile() throws SQLException {
        try (RunningServer server =
                TestServer.start(Map.of("database.pool-size", "1", "database.connection-wait-millis", "300"))) {
            ScimClient client = TestOrganization.create(server).client(server);
            ConnectionPools pools = server.component(ConnectionPools.class);
            try (Connection reading = pools.reading().getConnection();
                    Connection writing = pools.writing().getConnection()) {
                assertThat(reading.isValid(1)).isTrue();
                assertThat(writing.isValid(1)).isTrue();
                assertComeAgain(() -> client.get("/Users"));
                assertComeAgain(() -> client.post("/Users", "{\"userName\": \"one@example.com\"}"));
            }
            assertThat(client.get("/Users").text("/totalResults")).isEqualTo("0");
        }
    }

    private static void assertComeAgain(Supplier<Response> request) {
        long start = System.nanoTime();
        Response answer = request.get();
        assertThat(answer.status()).isEqualTo(503);
        assertScimError(answer.body(), 503);
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(answer.header("X-Request-Id")).isNotEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(QUICK);
    }

    private static String metrics(RunningServer server) {
        return server.component(Metrics.class).scrape();
    }
}
