package io.rollcall.server.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.telemetry.Metrics;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.ManyUsers;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestDatabase;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Searches that no index serves, and bulk requests, leave workers and connections for everybody else. */
class SlowSearchesIT {
    private static final int USERS = 3_000;
    private static final int CLIENTS = 20;
    private static final int LOOK_UPS = 30;
    private static final int DONE_SECONDS = 60;
    private static final Duration SOON = Duration.ofMillis(50);
    private static final String SLOW = "/Users?filter="
            + ScimClient.encoded(String.join(" or ", Collections.nCopies(90, "photos.value co \"x\"")));

    private static final RunningServer SERVER = TestServer.start(
            Map.of("http.workers", "16", "http.max-wait-millis", "1000", "scim.bulk-timeout-seconds", "1"));

    private final TestOrganization busy = TestOrganization.create(SERVER);
    private final ScimClient other = TestOrganization.create(SERVER).client(SERVER);

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void answerAnotherOrganizationWhileOneSearchesWithoutPause() throws Exception {
        ManyUsers.make(busy, SERVER, USERS);
        other.post("/Users", "{\"userName\": \"jane\"}");
        ScimClient client = busy.client(SERVER);
        AtomicBoolean ended = new AtomicBoolean();
        ExecutorService pool = Executors.newFixedThreadPool(CLIENTS);
        List<Response> refused = Collections.synchronizedList(new ArrayList<>());
        try {
            List<Future<?>> searches = new ArrayList<>();
            IntStream.range(0, CLIENTS)
                    .forEach(number -> searches.add(pool.submit(() -> {
                        while (!ended.get()) {
                            Response answer = client.get(SLOW);
                            if (answer.status() != 200) {
                                refused.add(answer);
                                Eventually.pause(SOON);
                            }
                        }
                    })));
            Eventually.get(refused::size, size -> size > 0);
            for (int number = 0; number < LOOK_UPS; number++) {
                assertThat(other.filter("userName eq \"jane\"").text("/totalResults"))
                        .isEqualTo("1");
                assertThat(client.filter("userName eq \"user7@example.com\"").text("/totalResults"))
                        .isEqualTo("1");
            }
            ended.set(true);
            for (Future<?> search : searches) {
                search.get(DONE_SECONDS, TimeUnit.SECONDS);
            }
        } finally {
            ended.set(true);
            pool.shutdownNow();
        }
        List<Response> limited =
                refused.stream().filter(answer -> answer.status() == 429).toList();
        assertThat(limited).isNotEmpty();
        assertThat(limited.get(0).header("Retry-After")).isEqualTo("1");
        assertThat(limited.get(0).json().has("scimType")).isFalse();
        assertThat(limited.get(0).text("/detail")).contains("the maximum number of slow searches (2)");
        assertThat(client.get(SLOW).status()).isIn(200, 400);
        assertThat(SERVER.component(Metrics.class).scrape())
                .containsPattern("rollcall_refusals_total\\{reason=\"slow_searches\",surface=\"scim\"\\} [1-9]");
    }

    /** As one that an index serves turns out to be where many users share a value. The lock stands for the many rows. */
    @Test
    void runTwoSlowSearchesOfAnOrganizationAtATimeThoughAnIndexServesThem() throws SQLException {
        ScimClient client = TestOrganization.create(SERVER).client(SERVER);
        String id = client.post("/Users", "{\"userName\": \"jane\", \"emails\": [{\"value\": \"shared@example.com\"}]}")
                .id();
        List<CompletableFuture<Response>> searches;
        try (Connection holder = TestDatabase.connect();
                Statement statement = holder.createStatement()) {
            statement.execute("LOCK TABLES user_values WRITE");
            searches = IntStream.range(0, 4)
                    .mapToObj(number -> CompletableFuture.supplyAsync(
                            () -> client.filter("emails.value eq \"shared@example.com\""),
                            task -> new Thread(task).start()))
                    .toList();
            Eventually.get(
                    () -> searches.stream().filter(CompletableFuture::isDone).count(), done -> done == 2);
            assertThat(client.filter("externalId sw \"any\"").status()).isEqualTo(429);
            assertThat(client.filter("userName eq \"jane\"").status()).isEqualTo(200);
            assertThat(client.get("/Users/" + id).status()).isEqualTo(200);
            assertThat(other.filter("externalId sw \"any\"").status()).isEqualTo(200);
            statement.execute("UNLOCK TABLES");
        }
        List<Response> answers = searches.stream().map(CompletableFuture::join).toList();
        assertThat(answers).extracting(Response::status).containsExactlyInAnyOrder(200, 200, 429, 429);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 429)
                .allSatisfy(answer -> assertThat(answer.text("/detail")).contains("slow searches (2)"));
    }

    /** The third is refused at once; operations that the first two could not start in time are to be retried. */
    @Test
    void runTwoBulkRequestsOfAnOrganizationAtATimeEachForAWhile() throws SQLException {
        ScimClient client = busy.client(SERVER);
        String id = client.post("/Users", "{\"userName\": \"held\"}").id();
        List<CompletableFuture<Response>> running;
        try (Connection holder = TestDatabase.connect();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.executeQuery("SELECT 1 FROM users WHERE organization_id = %d AND id = UNHEX('%s') FOR UPDATE"
                    .formatted(busy.id().value(), id.replace("-", "")));
            running = IntStream.range(0, 2)
                    .mapToObj(number -> CompletableFuture.supplyAsync(() -> client.post("/Bulk", bulk(id, number))))
                    .toList();
            Eventually.get(
                    () -> SERVER.component(Metrics.class).scrape(),
                    text -> text.contains("hikaricp_connections_active{pool=\"rollcall-writes\"} 2.0"));
            Response refused = client.post("/Bulk", "{}");
            assertThat(refused.status()).as(refused.body()).isEqualTo(429);
            assertThat(refused.header("Retry-After")).isEqualTo("1");
            assertThat(refused.text("/detail")).contains("the maximum number of bulk requests (2)");
            assertThat(other.post("/Bulk", "{\"Operations\":[]}").status()).isNotEqualTo(429);
            // Longer than scim.bulk-timeout-seconds, which began before.
            Eventually.pause(Duration.ofMillis(1_200));
            holder.rollback();
        }
        for (CompletableFuture<Response> bulk : running) {
            Response answer = bulk.join();
            assertThat(answer.text("/Operations/0/status")).isEqualTo("200");
            assertThat(answer.text("/Operations/1/status")).isEqualTo("503");
            assertThat(answer.text("/Operations/1/response/detail")).contains("longer than 1 second. Send this one");
        }
        assertThat(client.filter("userName sw \"late\"").text("/totalResults")).isEqualTo("0");
        assertThat(client.get("/Users/" + id).text("/title")).startsWith("by");
    }

    private static String bulk(String id, int number) {
        return """
                {"Operations": [
                  {"method": "PATCH", "path": "/Users/%s", "data": [{"op": "add", "path": "title", "value": "by %d"}]},
                  {"method": "POST", "path": "/Users", "bulkId": "a", "data": {"userName": "late%2$d"}}]}""".formatted(id, number);
    }
}
