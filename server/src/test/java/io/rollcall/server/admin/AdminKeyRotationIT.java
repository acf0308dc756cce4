package io.rollcall.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityEntry;
import io.rollcall.server.activity.ActivityQuery;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.SettableClock;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An admin key is changed for another while its bearer goes on working. */
class AdminKeyRotationIT {
    private static final Duration GRACE = Duration.ofHours(5);
    private static final SettableClock CLOCK = new SettableClock();
    private static RunningServer server;
    private static RunningServer other;
    private static ApiDescription description;
    private static AdminClient operator;

    private final TestOrganization organization = TestOrganization.create(server);
    private final String here = "/organizations/" + organization.slug();
    private final Response old = create("90");

    @BeforeAll
    static void start() {
        Map<String, String> settings = Map.of("database.pool-size", "4", "admin-keys.rotation-grace-hours", "5");
        server = TestServer.start(settings, CLOCK);
        other = TestServer.start(settings, CLOCK);
        description = ApiDescription.servedBy(server);
        operator = AdminClient.operator(server, description);
    }

    @AfterAll
    static void stop() {
        server.close();
        other.close();
    }

    @Test
    void endsTheOldKeyOnceTheNewOneIsUsedAndTheGraceIsOver() {
        Response successor = rotate(old, "{}");
        assertThat(key(old).path("state").asText()).isEqualTo("replaced");
        assertThat(key(old).path("replacedBy")).isEqualTo(successor.json().at("/key/id"));
        CLOCK.advance(GRACE.multipliedBy(10));
        assertThat(status(server, old)).isEqualTo(200);

        Instant seen = CLOCK.instant();
        assertThat(status(server, successor)).isEqualTo(200);
        assertThat(Instant.parse(retirementOf(old))).isEqualTo(seen.plus(GRACE));
        assertThat(key(successor).at("/lastUsed/address").asText()).isEqualTo("127.0.0.1");
        CLOCK.advance(GRACE.minusSeconds(1));
        assertThat(status(server, old)).isEqualTo(200);
        CLOCK.advance(Duration.ofSeconds(1));
        assertThat(Eventually.get(() -> status(server, old), status -> status == 401))
                .isEqualTo(401);
        assertThat(Eventually.get(() -> status(other, old), status -> status == 401))
                .isEqualTo(401);
        assertThat(status(other, successor)).isEqualTo(200);
        assertThat(key(old).path("state").asText()).isEqualTo("retired");
    }

    @Test
    void givesTheNewKeyWhatTheOldOneHad() {
        CLOCK.advance(Duration.ofDays(80));
        JsonNode successor = rotate(old, "{}").json().path("key");

        assertThat(successor.path("name").asText()).isEqualTo("Back end");
        assertThat(successor.path("organization").asText()).isEqualTo(organization.slug());
        assertThat(successor.path("createdBy").asText()).isEqualTo("Test");
        assertThat(lifetime(successor)).isEqualTo(Duration.ofDays(90));
        Response another = operator.post("/keys/" + successor.path("id") + "/rotate", "{'expiresInDays': 7}");
        assertThat(lifetime(another.json().path("key"))).isEqualTo(Duration.ofDays(7));
    }

    @Test
    void bringsTheOldKeyBackWhenItsUnusedSuccessorIsRevoked() {
        Response successor = rotate(old, "{}");
        assertThat(operator.delete("/keys/" + successor.json().at("/key/id")).status())
                .isEqualTo(204);

        assertThat(key(old).path("state").asText()).isEqualTo("valid");
        assertThat(status(server, successor)).isEqualTo(401);
        assertThat(rotate(old, "{}").status()).isEqualTo(201);
    }

    @Test
    void retiresAllKeysBeforeASuccessorThatWasRotatedUnused() {
        Response lost = rotate(old, "{}");
        Response used = rotate(lost, "{}");
        assertThat(status(server, used)).isEqualTo(200);
        assertThat(retirementOf(old)).isNotEmpty().isEqualTo(retirementOf(lost));
    }

    @Test
    void refusesToRotateWhatIsRotatedEndedOrUnknown() {
        Response successor = rotate(old, "{}");
        Response again = rotate(old, "{}");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text("/detail")).contains("key " + successor.json().at("/key/id") + " takes its place");

        operator.delete("/keys/" + old.json().at("/key/id"));
        assertThat(rotate(old, "{}").text("/detail")).contains("Create a new key instead");
        assertThat(operator.post("/keys/0/rotate", "{}").status()).isEqualTo(404);
        assertThat(operator.post("/keys/" + successor.json().at("/key/id") + "/rotate", "{'expiresInDays': 0}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void refusesRotationByOneOrganizationsKey() {
        AdminClient bound = AdminClient.of(server, old.text("/secret"), description);
        assertThat(bound.post("/keys/" + old.json().at("/key/id") + "/rotate", "{}")
                        .status())
                .isEqualTo(403);
        assertThat(key(old).path("state").asText()).isEqualTo("valid");
    }

    @Test
    void rotatesOnceWhenTwoOperatorsRotateAtTheSameTime() throws Exception {
        ExecutorService operators = Executors.newFixedThreadPool(2);
        try {
            Callable<Integer> rotation = () -> rotate(old, "{}").status();
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> done : operators.invokeAll(List.of(rotation, rotation))) {
                statuses.add(done.get());
            }
            assertThat(statuses).containsExactlyInAnyOrder(201, 409);
        } finally {
            operators.shutdownNow();
        }
    }

    @Test
    void recordsEachStepInTheActivityOfItsOrganization() {
        CLOCK.advance(Duration.ofSeconds(1));
        Response successor = rotate(old, "{}");
        CLOCK.advance(Duration.ofSeconds(1));
        status(server, successor);
        retirementOf(old);

        List<ActivityEntry> entries =
                server.component(Activity.class).list(organization.id(), ActivityQuery.newest(10));
        assertThat(entries)
                .extracting(entry -> entry.kind().label())
                .startsWith("admin-key.superseded", "admin-key.rotated");
        assertThat(entries.get(1).changes())
                .contains(
                        "\"before\":" + old.json().at("/key/id"),
                        "\"after\":" + successor.json().at("/key/id"));
        assertThat(entries.toString()).doesNotContain("rollcalladmin_");
    }

    private Response create(String days) {
        return operator.post(
                "/keys",
                "{'name': 'Back end', 'organization': '%s', 'expiresInDays': %s}".formatted(organization.slug(), days));
    }

    private static Response rotate(Response issued, String body) {
        return operator.post("/keys/" + issued.json().at("/key/id") + "/rotate", body);
    }

    private static Duration lifetime(JsonNode key) {
        return Duration.between(
                Instant.parse(key.path("created").asText()),
                Instant.parse(key.path("expires").asText()));
    }

    private int status(RunningServer asked, Response issued) {
        return AdminClient.of(asked, issued.text("/secret"), description)
                .get(here)
                .status();
    }

    private static String retirementOf(Response issued) {
        return Eventually.get(() -> key(issued).path("retires").asText(), retires -> !retires.isEmpty());
    }

    private static JsonNode key(Response issued) {
        return Optional.of(operator.get("/keys").json().path("items")).stream()
                .flatMap(items -> {
                    List<JsonNode> all = new ArrayList<>();
                    items.forEach(all::add);
                    return all.stream();
                })
                .filter(key -> key.path("id").equals(issued.json().at("/key/id")))
                .findFirst()
                .orElseThrow();
    }
}
