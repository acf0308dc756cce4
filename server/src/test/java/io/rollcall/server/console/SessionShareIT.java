package io.rollcall.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.database.ConnectionPools;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.telemetry.Metrics;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A session is one caller, from however many addresses and on however many hosts, as a token is. */
class SessionShareIT {
    private static final int REQUESTS = 4;

    @Test
    void findsAPlaceForAClientWhileOneSessionHasTakenAllFromManyAddresses() throws SQLException {
        try (RunningServer server = TestServer.start(Map.of(
                "public.url",
                "http://example.test",
                "http.trusted-proxies",
                "127.0.0.1",
                "http.workers",
                "2",
                "http.max-waiting",
                "2",
                "http.max-wait-millis",
                "20000",
                "database.pool-size",
                "1",
                "database.connection-wait-millis",
                "20000"))) {
            ScimClient other = TestOrganization.create(server).client(server).with("X-Forwarded-For", "198.51.100.7");
            String name = ConsoleServer.administrator(server, Optional.empty());
            String session = ConsoleClient.of(server)
                    .signIn(name, ConsoleServer.PASSWORD)
                    .cookie()
                    .orElseThrow();
            assertThat(ConsoleClient.of(server)
                            .with("Cookie", session)
                            .get("/console/audit")
                            .status())
                    .isEqualTo(200);
            assertThat(other.get("/Users").status()).isEqualTo(200);
            List<CompletableFuture<Integer>> pages;
            CompletableFuture<ScimClient.Response> served;
            try (Connection held =
                    server.component(ConnectionPools.class).reading().getConnection()) {
                assertThat(held.isValid(1)).isTrue();
                pages = IntStream.range(0, REQUESTS)
                        .mapToObj(number -> ConsoleClient.of(server)
                                .with("Cookie", "other=" + number + "; " + session)
                                .with("X-Forwarded-For", "203.0.113." + (100 + number)))
                        .map(client -> CompletableFuture.supplyAsync(
                                () -> client.get("/console/audit").status(), task -> new Thread(task).start()))
                        .toList();
                await(server, "rollcall_http_running 2.0");
                await(server, "rollcall_http_waiting 2.0");
                assertThat(ConsoleClient.of(server)
                                .with("Cookie", session)
                                .with("X-Forwarded-For", "203.0.113.200")
                                .get("/console/audit")
                                .status())
                        .isEqualTo(503);
                served = CompletableFuture.supplyAsync(() -> other.get("/Users"), task -> new Thread(task).start());
                await(server, "rollcall_http_waiting 3.0");
            }
            assertThat(served.join().status()).isEqualTo(200);
            assertThat(pages).allSatisfy(page -> assertThat(page.join()).isEqualTo(200));
        }
    }

    private static void await(RunningServer server, String metric) {
        Eventually.get(() -> server.component(Metrics.class).scrape(), text -> text.contains(metric));
    }
}
