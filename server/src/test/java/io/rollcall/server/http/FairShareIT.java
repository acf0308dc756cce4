package io.rollcall.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.adminkeys.AdminKey;
import io.rollcall.server.adminkeys.AdminKeys;
import io.rollcall.server.database.ConnectionPools;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Lifetime;
import io.rollcall.server.telemetry.Metrics;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.RawConnection;
import io.rollcall.server.testing.RawConnection.RawAnswer;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** A network that sends much, or sends wrong tokens, takes neither workers nor memory from the others. */
@TestInstance(Lifecycle.PER_CLASS)
class FairShareIT {
    private static final String GREEDY = "203.0.113.9";
    private static final String OTHER = "198.51.100.7";

    private final RunningServer server = TestServer.start(Map.ofEntries(
            Map.entry("http.trusted-proxies", "127.0.0.1"),
            Map.entry("http.workers", "2"),
            Map.entry("http.max-waiting", "2"),
            Map.entry("http.max-wait-millis", "20000"),
            Map.entry("http.max-unfinished-body-bytes", "240000"),
            Map.entry("database.pool-size", "1"),
            Map.entry("database.connection-wait-millis", "20000"),
            Map.entry("limits.address-failures-per-minute", "3")));
    private final TestOrganization organization = TestOrganization.create(server);

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void findsAPlaceForAnotherNetworkWhileOneHasTakenAll() throws SQLException {
        ScimClient another = TestOrganization.create(server).client(server).with("X-Forwarded-For", OTHER);
        List<CompletableFuture<Response>> greedy;
        CompletableFuture<Response> other;
        try (Connection held = holdDatabase()) {
            assertThat(held.isValid(1)).isTrue();
            greedy = IntStream.range(0, 4)
                    .mapToObj(number -> later(GREEDY, "/Users"))
                    .toList();
            await("rollcall_http_running 2.0");
            await("rollcall_http_waiting 2.0");
            assertThat(from(GREEDY).get("/Users").status()).isEqualTo(503);
            other = CompletableFuture.supplyAsync(() -> another.get("/Users"));
            await("rollcall_http_waiting 3.0");
        }
        assertThat(other.join().status()).isEqualTo(200);
        assertThat(greedy)
                .allSatisfy(answer -> assertThat(answer.join().status()).isEqualTo(200));
    }

    @Test
    void countsAKnownTokenAsOneCallerWhateverItsAddresses() throws SQLException {
        assertThat(from(GREEDY).get("/Users").status()).isEqualTo(200);
        List<CompletableFuture<Response>> greedy;
        try (Connection held = holdDatabase()) {
            assertThat(held.isValid(1)).isTrue();
            greedy = IntStream.range(0, 4)
                    .mapToObj(number -> later("203.0.113." + (100 + number), "/Users"))
                    .toList();
            await("rollcall_http_running 2.0");
            await("rollcall_http_waiting 2.0");
            assertThat(from(OTHER).get("/Users").status()).isEqualTo(503);
        }
        assertThat(greedy)
                .allSatisfy(answer -> assertThat(answer.join().status()).isEqualTo(200));
    }

    @Test
    void countsAnAdminKeyAsOneCallerWhateverHostsAndSpellingsItUses() throws SQLException {
        String key = server.component(AdminKeys.class)
                .issue(new AdminKey.Request(Optional.empty(), "Test", Lifetime.standard()), Actor.system())
                .secret()
                .reveal();
        List<CompletableFuture<Response>> greedy;
        List<String> spellings = List.of("Bearer " + key, "bearer " + key, "Bearer   " + key, "BEARER " + key);
        for (String spelling : spellings) {
            assertThat(admin(spelling).status()).isEqualTo(200);
        }
        try (Connection held = holdDatabase()) {
            assertThat(held.isValid(1)).isTrue();
            greedy = spellings.stream()
                    .map(spelling ->
                            CompletableFuture.supplyAsync(() -> admin(spelling), task -> new Thread(task).start()))
                    .toList();
            await("rollcall_http_running 2.0");
            await("rollcall_http_waiting 2.0");
            Response refused = admin("beaREr " + key);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.text("/detail")).contains("busy");
        }
        assertThat(greedy)
                .allSatisfy(answer -> assertThat(answer.join().status()).isEqualTo(200));
    }

    private Response admin(String authorization) {
        return new ScimClient("http://127.0.0.1:" + server.port() + "/api/admin/v1", "")
                .with("Authorization", authorization)
                .with("Accept", "application/json")
                .get("/organizations");
    }

    /** As those are whose identity provider calls for all of them from a few addresses. */
    @Test
    void findsAPlaceForAnotherOrganizationAtTheSameAddress() throws SQLException {
        TestOrganization second = TestOrganization.create(server);
        ScimClient other = second.client(server).with("X-Forwarded-For", GREEDY);
        assertThat(other.get("/Users").status()).isEqualTo(200);
        assertThat(from(GREEDY).get("/Users").status()).isEqualTo(200);
        CompletableFuture<Response> served;
        try (Connection held = holdDatabase()) {
            assertThat(held.isValid(1)).isTrue();
            IntStream.range(0, 4).forEach(number -> later(GREEDY, "/Users"));
            await("rollcall_http_running 2.0");
            await("rollcall_http_waiting 2.0");
            assertThat(from(GREEDY).get("/Users").status()).isEqualTo(503);
            served = CompletableFuture.supplyAsync(() -> other.get("/Users"));
            await("rollcall_http_waiting 3.0");
        }
        assertThat(served.join().status()).isEqualTo(200);
    }

    @Test
    void keepsAWorkerFreeWhileOneCallerSendsSlowRequests() throws SQLException {
        try (RunningServer roomy = TestServer.start(Map.of(
                "http.trusted-proxies",
                "127.0.0.1",
                "http.workers",
                "8",
                "http.max-wait-millis",
                "20000",
                "database.pool-size",
                "1",
                "database.connection-wait-millis",
                "20000"))) {
            TestOrganization slow = TestOrganization.create(roomy);
            ScimClient greedy = slow.client(roomy).with("X-Forwarded-For", GREEDY);
            List<CompletableFuture<Response>> requests;
            try (Connection held =
                    roomy.component(ConnectionPools.class).reading().getConnection()) {
                assertThat(held.isValid(1)).isTrue();
                requests = IntStream.range(0, 10)
                        .mapToObj(number -> CompletableFuture.supplyAsync(
                                () -> greedy.get("/Users"), task -> new Thread(task).start()))
                        .toList();
                Eventually.get(
                        () -> roomy.component(Metrics.class).scrape(),
                        text -> text.contains("rollcall_http_running 7.0")
                                && text.contains("rollcall_http_waiting 3.0"));
                RawAnswer other = RawConnection.exchange(
                        roomy.port(),
                        "GET /api/admin/v1/openapi.json HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: " + OTHER
                                + "\r\nConnection: close\r\n\r\n");
                assertThat(other.status()).isEqualTo(200);
            }
            assertThat(requests)
                    .allSatisfy(answer -> assertThat(answer.join().status()).isEqualTo(200));
        }
    }

    @Test
    void keepsAClientWaitingThatIsRefusedForItsAddress() {
        Duration pause = Duration.ofSeconds(1);
        try (RunningServer slow = TestServer.start(Map.of(
                "http.refusal-pause-millis",
                Long.toString(pause.toMillis()),
                "limits.address-failures-per-minute",
                "3"))) {
            ScimClient wrong = new ScimClient(TestServer.scimUrl(slow), "rollcall_wrong");
            assertThat(Eventually.get(() -> wrong.get("/Users"), answer -> answer.status() == 429)
                            .status())
                    .isEqualTo(429);
            long start = System.nanoTime();
            assertThat(wrong.get("/Users").status()).isEqualTo(429);
            assertThat(wrong.post("/Users", "{\"userName\":\"jane\"}").status()).isEqualTo(429);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(pause.multipliedBy(2));

            start = System.nanoTime();
            assertThat(wrong.post("/Users", " ".repeat(5_000)).status()).isEqualTo(429);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("one that holds memory")
                    .isLessThan(pause);
        }
    }

    @Test
    void refusesTokensThatFailTooOftenWithoutAWorkerAndLocksNobodyOut() throws SQLException {
        ScimClient wrong = from("203.0.113.20").with("Authorization", "Bearer rollcall_wrong");
        assertThat(Eventually.get(() -> wrong.get("/Users"), answer -> answer.status() == 429)
                        .text("/detail"))
                .contains("Too many such requests");
        CompletableFuture<Response> running;
        try (Connection held = holdDatabase()) {
            assertThat(held.isValid(1)).isTrue();
            running = later(OTHER, "/Users");
            await("rollcall_http_running 1.0");
            Response refused = wrong.get("/Users");
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.text("/detail")).contains("no token that is known to be valid", "Retry-After");
            assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 20);
            assertThat(refused.header("X-Request-Id")).isNotEmpty();
            assertThat(from("203.0.113.20")
                            .with("Authorization", "Bearer rollcall_other")
                            .get("/Users")
                            .status())
                    .isEqualTo(429);
        }
        assertThat(running.join().status()).isEqualTo(200);
        ScimClient right = TestOrganization.create(server).client(server).with("X-Forwarded-For", "203.0.113.20");
        assertThat(right.get("/Users").status()).isEqualTo(200);
    }

    @Test
    void servesAKnownTokenOfAnAddressWhoseTokensFailWhileWorkersAreBusy() throws SQLException {
        ScimClient right = from("203.0.113.21");
        ScimClient wrong = right.with("Authorization", "Bearer rollcall_wrong");
        assertThat(right.get("/Users").status()).isEqualTo(200);
        Eventually.get(() -> wrong.get("/Users"), answer -> answer.status() == 429);
        CompletableFuture<Response> running;
        CompletableFuture<Response> known;
        try (Connection held = holdDatabase()) {
            assertThat(held.isValid(1)).isTrue();
            running = later(OTHER, "/Users");
            await("rollcall_http_running 1.0");
            known = CompletableFuture.supplyAsync(() -> right.get("/Users"));
            await("rollcall_http_running 2.0");
        }
        assertThat(running.join().status()).isEqualTo(200);
        assertThat(known.join().status()).isEqualTo(200);
    }

    @Test
    void takesMemoryFromTheNetworkThatHasHeldMostOfUnfinishedRequestsForLongest() {
        List<RawConnection> greedy = new ArrayList<>();
        try (RawConnection other = new RawConnection(server.port())) {
            for (int number = 1; number <= 12; number++) {
                greedy.add(new RawConnection(server.port()).send(head(GREEDY, 20_000) + " ".repeat(8_000)));
                // Its head and what is made of it count, too.
                double least = 18_500 * number;
                assertThat(Eventually.get(this::unfinished, bytes -> bytes > least))
                        .isBetween(least, 20_000.0 * number);
            }
            String body = "{\"userName\": \"" + "split@example.com\"}" + " ".repeat(9_965);
            other.send(head(OTHER, body.length()) + body.substring(0, 8_000));
            Eventually.get(this::unfinished, bytes -> bytes < 229_000);
            assertThat(greedy.get(0).isClosedWithin(5_000)).isTrue();
            assertThat(other.send(body.substring(8_000)).answer().status()).isEqualTo(201);
            assertThat(greedy.get(11).send(" ".repeat(12_000)).answer().status())
                    .isEqualTo(400);
        } finally {
            greedy.forEach(RawConnection::close);
        }
        assertThat(Eventually.get(this::unfinished, bytes -> bytes == 0)).isZero();
    }

    private String head(String address, int length) {
        return "POST /API/enterprise/scim/Users HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: " + address
                + "\r\nAuthorization: Bearer " + organization.token()
                + "\r\nContent-Type: application/scim+json\r\nContent-Length: " + length + "\r\n\r\n";
    }

    private ScimClient from(String address) {
        return organization.client(server).with("X-Forwarded-For", address);
    }

    private CompletableFuture<Response> later(String address, String path) {
        return CompletableFuture.supplyAsync(() -> from(address).get(path));
    }

    private Connection holdDatabase() throws SQLException {
        return server.component(ConnectionPools.class).reading().getConnection();
    }

    private void await(String metric) {
        Eventually.get(this::metrics, text -> text.contains(metric));
    }

    private double unfinished() {
        return metrics()
                .lines()
                .filter(line -> line.startsWith("rollcall_http_unfinished_body_bytes "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private String metrics() {
        return server.component(Metrics.class).scrape();
    }
}
