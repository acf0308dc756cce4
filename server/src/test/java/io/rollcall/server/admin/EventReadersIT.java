package io.rollcall.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.events.EventConsumers;
import io.rollcall.server.events.Events;
import io.rollcall.server.retention.Retention;
import io.rollcall.server.telemetry.Metrics;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.OwnDatabase;
import io.rollcall.server.testing.RawConnection;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.Together;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Readers of events that wait, begin with a snapshot, fall behind, or store their position. */
class EventReadersIT {
    private static final int WORKERS = 4;

    private static OwnDatabase database;
    private static RunningServer server;
    private static ApiDescription description;
    private static AdminClient operator;

    private final TestOrganization organization = TestOrganization.create(server);
    private final String slug = organization.slug();
    private final ScimClient scim = organization.client(server);

    @BeforeAll
    static void start() {
        database = OwnDatabase.fresh();
        server = database.start(Map.of("http.workers", Integer.toString(WORKERS), "http.max-long-polls", "40"));
        description = ApiDescription.servedBy(server);
        operator = AdminClient.operator(server, description);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private String create(String name) {
        Response created = scim.post("/Users", "{\"userName\":\"" + name + "\"}");
        assertThat(created.status()).isEqualTo(201);
        return created.id();
    }

    private static String now() {
        return operator.get("/events?after=now").text("/next");
    }

    private static int waiting() {
        return waitingOn(server);
    }

    private static int waitingOn(RunningServer on) {
        return on.component(Metrics.class)
                .scrape()
                .lines()
                .filter(line -> line.startsWith("rollcall_http_long_polls "))
                .map(line -> (int) Double.parseDouble(line.split(" ")[1]))
                .findFirst()
                .orElseThrow();
    }

    private String users(String cursor, int wait) {
        return "/events?types=user.*&organization=" + slug + "&after=" + cursor + "&wait=" + wait;
    }

    @Test
    void areAnsweredAtTheNextEventAndHoldNoWorkerUntilThen() {
        String cursor = now();
        List<CompletableFuture<Response>> polls = new ArrayList<>();
        for (int poll = 0; poll < 2 * WORKERS; poll++) {
            polls.add(CompletableFuture.supplyAsync(
                    () -> operator.get(users(cursor, 15)), task -> new Thread(task).start()));
        }
        assertThat(Eventually.get(EventReadersIT::waiting, count -> count == 2 * WORKERS))
                .isEqualTo(2 * WORKERS);

        String user = create("jane");

        for (CompletableFuture<Response> poll : polls) {
            Response answer = poll.join();
            assertThat(answer.text("/events/0/subject/id")).isEqualTo(user);
            assertThat(answer.header("Content-Type")).isEqualTo("application/json");
            assertThat(operator.get("/events?after=" + answer.text("/next"))
                            .json()
                            .path("events"))
                    .isEmpty();
        }
        assertThat(Eventually.get(EventReadersIT::waiting, count -> count == 0)).isZero();
    }

    @Test
    void areAnsweredWithNothingWhenTheTimeIsOver() {
        TestOrganization other = TestOrganization.create(server);
        String cursor = now();
        CompletableFuture<Response> poll =
                CompletableFuture.supplyAsync(() -> operator.get(users(cursor, 1)), task -> new Thread(task).start());
        other.client(server).post("/Users", "{\"userName\":\"theirs\"}");

        Response answer = poll.join();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("events")).isEmpty();
        assertThat(answer.json().path("more").asBoolean()).isFalse();
    }

    @Test
    void areAnsweredWhenTheServerStops() {
        long begun;
        CompletableFuture<Response> poll;
        try (RunningServer another = database.start(Map.of())) {
            AdminClient client = AdminClient.operator(another, description);
            String cursor = client.get("/events?after=now").text("/next");
            poll = CompletableFuture.supplyAsync(() -> client.get(users(cursor, 30)), task -> new Thread(task).start());
            Eventually.get(() -> waitingOn(another), count -> count == 1);
            begun = System.nanoTime();
        }
        assertThat(poll.join().status()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void freeTheirPlaceAtTheEndOfTheirTimeIfTheyDisconnected() {
        String key = AdminClient.newKey(server, Optional.empty());
        try (RawConnection client = new RawConnection(server.port())) {
            client.send("GET /api/admin/v1" + users(now(), 3) + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                    + key + "\r\n\r\n");
            assertThat(Eventually.get(EventReadersIT::waiting, count -> count == 1))
                    .isEqualTo(1);
        }
        assertThat(Eventually.get(EventReadersIT::waiting, count -> count == 0)).isZero();
        create("jane");
        assertThat(operator.get("/events?limit=1").status()).isEqualTo(200);
    }

    @Test
    void waitNoLongerThanAllowed() {
        assertThat(operator.get("/events?wait=31").status()).isEqualTo(400);
        assertThat(operator.get("/events?wait=x").status()).isEqualTo(400);
        assertThat(operator.get("/events?wait=-1").status()).isEqualTo(400);
    }

    @Test
    void getAllUsersFromASnapshotAndTheFeedWhateverChangesMeanwhile() {
        for (int user = 0; user < 40; user++) {
            create("user" + user);
        }
        List<String> writers = Together.run(3, number -> number == 0 ? begin() : write(number));

        Map<String, JsonNode> known = new HashMap<>();
        JsonNode pages = json(writers.get(0));
        pages.path("users").forEach(user -> known.put(user.path("id").asText(), user));
        follow(pages.path("events").asText(), known);

        Map<String, String> names = new HashMap<>();
        known.forEach((id, user) -> names.put(id, user.path("displayName").asText() + user.path("version")));
        Map<String, String> stored = new HashMap<>();
        scim.get("/Users?count=1000")
                .json()
                .path("Resources")
                .forEach(user -> stored.put(
                        user.path("id").asText(),
                        user.path("displayName").asText()
                                + user.at("/meta/version").asText().replaceAll("\\D", "")));
        assertThat(names).isEqualTo(stored);
    }

    private static JsonNode json(String text) {
        return new Response(200, null, text).json();
    }

    /** Reads a snapshot by small pages. @return all users, and the cursor of the feed */
    private String begin() {
        List<String> users = new ArrayList<>();
        String after = "";
        String events = "";
        do {
            Response page = operator.get("/events/snapshot?limit=3&organization=" + slug + after);
            page.json()
                    .path("users")
                    .forEach(user -> users.add(user.path("data").toString()));
            assertThat(events).isIn("", page.text("/events"));
            events = page.text("/events");
            after = page.json().has("next") ? "&after=" + page.text("/next") : "";
        } while (!after.isEmpty());
        return "{\"users\":" + users + ",\"events\":\"" + events + "\"}";
    }

    private String write(int number) {
        for (int round = 0; round < 25; round++) {
            String id = create("new" + number + "-" + round);
            scim.put(
                    "/Users/" + id,
                    "{\"userName\":\"new%d-%d\",\"displayName\":\"%d\"}".formatted(number, round, round));
            if (round % 3 == 0) {
                scim.delete("/Users/" + id);
            }
            String old =
                    scim.filter("userName eq \"user" + (round + number) + "\"").text("/Resources/0/id");
            scim.put(
                    "/Users/" + old,
                    "{\"userName\":\"user%d\",\"displayName\":\"%d\"}".formatted(round + number, round));
        }
        return "";
    }

    private void follow(String cursor, Map<String, JsonNode> known) {
        Eventually.get(() -> database.rows(organization.id()).count("outbox"), count -> count == 0);
        String next = cursor;
        JsonNode page;
        do {
            page = operator.get("/events?limit=10&types=user.*&organization=" + slug + "&after=" + next)
                    .json();
            for (JsonNode event : page.path("events")) {
                String id = event.at("/subject/id").asText();
                JsonNode present = known.get(id);
                if (event.path("type").asText().equals("user.deleted")) {
                    known.remove(id);
                } else if (present == null
                        || present.path("version").asInt()
                                < event.path("version").asInt()) {
                    known.put(id, event.path("data"));
                }
            }
            next = page.path("next").asText();
        } while (page.path("more").asBoolean());
    }

    @Test
    void ofOneOrganizationGetASnapshotOfItAlone() {
        create("jane");
        TestOrganization other = TestOrganization.create(server);
        other.client(server).post("/Users", "{\"userName\":\"theirs\"}");
        AdminClient bound = AdminClient.boundTo(organization, server, description);

        JsonNode users = bound.get("/events/snapshot").json().path("users");

        assertThat(users.findValuesAsText("userName")).containsExactly("jane");
        assertThat(users.findValuesAsText("slug")).containsExactly(slug);
        assertThat(bound.get("/events/snapshot?organization=" + other.slug()).status())
                .isEqualTo(404);
        assertThat(operator.get("/events/snapshot?after=" + now()).status()).isEqualTo(400);
    }

    @Test
    void storeTheirPositionsSoThatTheirLagIsKnown() {
        AdminClient bound = AdminClient.boundTo(organization, server, description);
        create("jane");
        Eventually.get(() -> database.rows(organization.id()).count("outbox"), count -> count == 0);
        String beginning = bound.get("/events?limit=1").text("/next");
        create("joe");
        Eventually.get(() -> database.rows(organization.id()).count("outbox"), count -> count == 0);

        JsonNode saved = bound.put("/event-consumers/crm/position", "{'position': '" + beginning + "'}")
                .json();

        assertThat(saved.path("name").asText()).isEqualTo("crm");
        assertThat(saved.path("position").asText()).isEqualTo(beginning);
        assertThat(saved.path("lagEvents").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(bound.get("/event-consumers").json().path("items").findValuesAsText("name"))
                .containsExactly("crm");
        assertThat(operator.get("/event-consumers").json().path("items").findValuesAsText("name"))
                .doesNotContain("crm");
        bound.put("/event-consumers/crm/position", "{'position': '" + now() + "'}");
        assertThat(bound.get("/event-consumers").json().at("/items/0/lagEvents").asInt())
                .isZero();
        assertThat(bound.get("/event-consumers")
                        .json()
                        .at("/items/0/lagSeconds")
                        .asInt())
                .isZero();
        assertThat(operator.delete("/event-consumers/crm").status()).isEqualTo(404);
        assertThat(bound.delete("/event-consumers/crm").status()).isEqualTo(204);
        assertThat(bound.get("/event-consumers").json().path("items")).isEmpty();
    }

    @Test
    void haveTheirLagAsAMetricIfTheyAreOperators() {
        operator.put("/event-consumers/metric/position", "{'position': '" + now() + "'}");
        create("jane");

        Eventually.get(() -> database.rows(organization.id()).count("outbox"), count -> count == 0);
        server.component(EventConsumers.class).measure();

        assertThat(server.component(Metrics.class).scrape())
                .containsPattern("rollcall_event_consumer_lag_events\\{consumer=\"metric\"} [1-9]")
                .contains("rollcall_event_consumer_lag_seconds{consumer=\"metric\"}");
        operator.delete("/event-consumers/metric");
    }

    @Test
    void areToldWhatIsWrongWithAPosition() {
        assertThat(operator.put("/event-consumers/crm/position", "{'position': 'x'}")
                        .status())
                .isEqualTo(400);
        assertThat(operator.put("/event-consumers/a%20b/position", "{'position': '" + now() + "'}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void areToldToBeginAgainIfTheyMissedEvents() {
        create("jane");
        Eventually.get(() -> database.rows(organization.id()).count("outbox"), count -> count == 0);
        String cursor = operator.get("/events?limit=1").text("/next");
        database.change("UPDATE events SET occurred = '2020-01-01'");

        server.component(Events.class).prune(server.component(Retention.class), Duration.ofDays(90));

        Response gone = operator.get("/events?after=" + cursor);
        assertThat(gone.status()).isEqualTo(410);
        assertThat(gone.body()).contains("/api/admin/v1/events/snapshot");
        assertThat(operator.get("/events").json().path("events")).isEmpty();
        assertThat(operator.get("/events?after=" + now()).status()).isEqualTo(200);
        String user = create("later");
        assertThat(Eventually.get(() -> operator.get("/events"), page -> page.body()
                                .contains(user))
                        .body())
                .contains(user);
    }
}
