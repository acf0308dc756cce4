package io.rollcall.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.events.EventCursor;
import io.rollcall.server.events.receipts.EventReceipts;
import io.rollcall.server.events.receipts.OverdueOffboardings;
import io.rollcall.server.events.tokens.EventStream;
import io.rollcall.server.events.tokens.EventStreams;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.retention.Retention;
import io.rollcall.server.telemetry.Metrics;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.OwnDatabase;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.SettableClock;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.users.Erasure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Receipts of deactivated and deleted users over the admin API. */
class OffboardingsIT {
    private static final Duration OVERDUE = Duration.ofMinutes(5);
    private static final SettableClock CLOCK = new SettableClock();

    private static OwnDatabase database;
    private static RunningServer server;
    private static ApiDescription description;
    private static AdminClient operator;

    private final TestOrganization organization = TestOrganization.create(server);
    private final String here = "/organizations/" + organization.slug() + "/offboardings";
    private final ScimClient scim = organization.client(server);
    private final AdminClient bound = AdminClient.boundTo(organization, server, description);

    @BeforeAll
    static void start() {
        database = OwnDatabase.fresh();
        server = database.start(Map.of(), CLOCK);
        description = ApiDescription.servedBy(server);
        operator = AdminClient.operator(server, description);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void removeConsumersAndOffboardings() {
        database.change("DELETE FROM offboardings");
        database.change("DELETE FROM event_receipts");
        for (String name : operator.get("/event-consumers").json().path("items").findValuesAsText("name")) {
            operator.delete("/event-consumers/" + name);
        }
    }

    private String create(String name) {
        return scim.post("/Users", "{\"userName\":\"" + name + "\",\"active\":true}")
                .id();
    }

    private void deactivate(String user) {
        assertThat(scim.patch("/Users/" + user, """
                {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
                 "Operations":[{"op":"replace","path":"active","value":false}]}""").status()).isEqualTo(200);
    }

    /** Creates and deletes a user, and returns its id. */
    private String offboard(String name) {
        String user = create(name);
        // Events of one millisecond are in any order.
        CLOCK.advance(Duration.ofMillis(1));
        scim.delete("/Users/" + user);
        return user;
    }

    private List<JsonNode> listed(int count, String query) {
        return Eventually.get(
                () -> List.copyOf(
                        operator.get(here + query).json().path("items").findParents("requested")),
                found -> found.size() == count);
    }

    private static void store(AdminClient client, String consumer) {
        String now = operator.get("/events?after=now").text("/next");
        assertThat(client.put("/event-consumers/" + consumer + "/position", "{'position': '" + now + "'}")
                        .status())
                .isEqualTo(200);
    }

    private static void check() {
        server.component(OverdueOffboardings.class).run();
    }

    private List<JsonNode> overdueEvents() {
        return List.copyOf(
                operator.get("/events?limit=1000&types=user.offboarding_overdue&organization=" + organization.slug())
                        .json()
                        .path("events")
                        .findParents("subject"));
    }

    @Test
    void listsWhenEachReceiverAcknowledgedThem() {
        store(operator, "crm");
        store(bound, "own");
        String user = create("jane");
        deactivate(user);
        Instant requested = CLOCK.instant();
        listed(1, "");
        CLOCK.advance(Duration.ofMillis(1_500));
        store(operator, "crm");
        scim.delete("/Users/" + user);

        List<JsonNode> found = listed(2, "");

        assertThat(found)
                .extracting(item -> item.path("type").asText())
                .containsExactly("user.deleted", "user.deactivated");
        JsonNode deactivated = found.get(1);
        assertThat(deactivated.path("user").asText()).isEqualTo(user);
        assertThat(deactivated.path("requested").asText()).isEqualTo(requested.toString());
        assertThat(Instant.parse(deactivated.path("readable").asText())).isBetween(requested, CLOCK.instant());
        assertThat(deactivated.path("overdue").asBoolean()).isFalse();
        assertThat(deactivated.path("acknowledged")).hasToString("""
                [{"kind":"consumer","name":"crm","scope":"all-organizations","time":"%s","seconds":1.5}]""".formatted(requested.plusMillis(1_500)));
        assertThat(deactivated.path("missing")).hasToString("""
                [{"kind":"consumer","name":"own","scope":"organization"}]""");
        assertThat(found.get(0).path("missing").findValuesAsText("name")).containsExactlyInAnyOrder("crm", "own");
        JsonNode delays = operator.get(here).json().path("delays");
        assertThat(delays).hasToString("""
                {"days":30,"receipts":1,"p50Seconds":1.5,"p95Seconds":1.5}""");
        bound.delete("/event-consumers/own");
    }

    @Test
    void keepAReceiptOnceThoughAConsumerGoesBackAndForth() {
        String beginning = operator.get("/events?after=now").text("/next");
        store(operator, "crm");
        offboard("jane");
        listed(1, "");
        store(operator, "crm");
        String first = listed(1, "").get(0).path("acknowledged").toString();
        CLOCK.advance(Duration.ofSeconds(1));
        operator.put("/event-consumers/crm/position", "{'position': '" + beginning + "'}");
        store(operator, "crm");

        assertThat(listed(1, "").get(0).path("acknowledged")).hasToString(first).hasSize(1);
    }

    @Test
    void areAcknowledgedByTheProductOnce() {
        offboard("jane");
        String event = listed(1, "").get(0).path("event").asText();
        String path = "/events/" + event + "/acknowledgement";

        assertThat(bound.post(path, "").status()).isEqualTo(204);
        String first = listed(1, "").get(0).path("acknowledged").toString();
        CLOCK.advance(Duration.ofSeconds(1));
        assertThat(bound.post(path, "").status()).isEqualTo(204);
        assertThat(listed(1, "").get(0).path("acknowledged")).hasToString(first);
        assertThat(operator.post(path, "{'by': 'billing'}").status()).isEqualTo(204);

        JsonNode acknowledged = listed(1, "").get(0).path("acknowledged");
        assertThat(acknowledged.findValuesAsText("kind")).containsOnly("product");
        assertThat(acknowledged.findValuesAsText("name")).containsExactly("product", "billing");
        assertThat(acknowledged.findValuesAsText("scope")).containsExactly("organization", "all-organizations");
        assertThat(operator.get(here).json().at("/delays/p95Seconds").asDouble())
                .isEqualTo(1);
    }

    @Test
    void refuseAnAcknowledgementOfAForeignOrUnknownEventAndOfAWrongName() {
        offboard("jane");
        String event = listed(1, "").get(0).path("event").asText();
        TestOrganization other = TestOrganization.create(server);
        AdminClient foreign = AdminClient.boundTo(other, server, description);

        Response refused = foreign.post("/events/" + event + "/acknowledgement", "");
        assertThat(refused.status()).isEqualTo(404);
        for (String unknown : List.of(UUID.randomUUID().toString(), "x", event.toUpperCase())) {
            assertThat(operator.post("/events/" + unknown + "/acknowledgement", "")
                            .status())
                    .as(unknown)
                    .isEqualTo(404);
        }
        for (String wrong : List.of("", "a b", "x".repeat(65), "jane@acme.example")) {
            assertThat(operator.post("/events/" + event + "/acknowledgement", "{'by': '" + wrong + "'}")
                            .status())
                    .as(wrong)
                    .isEqualTo(400);
        }
        assertThat(listed(1, "").get(0).path("acknowledged")).isEmpty();
    }

    @Test
    void acceptAnAcknowledgementOfAnotherEventWithoutAReceipt() {
        create("jane");
        String event = Eventually.get(
                        () -> operator.get("/events?types=user.created&organization=" + organization.slug()),
                        page -> page.body().contains("jane"))
                .text("/events/0/id");

        assertThat(operator.post("/events/" + event + "/acknowledgement", "").status())
                .isEqualTo(204);
        assertThat(database.rows(organization.id()).count("event_receipts")).isZero();
    }

    @Test
    void boundTheNamesByWhichTheProductAcknowledges() {
        offboard("jane");
        String path = "/events/" + listed(1, "").get(0).path("event").asText() + "/acknowledgement";
        for (int name = 0; name < 20; name++) {
            assertThat(operator.post(path, "{'by': 'part" + name + "'}").status())
                    .isEqualTo(204);
        }

        assertThat(operator.post(path, "{'by': 'another'}").status()).isEqualTo(409);
        assertThat(operator.post(path, "{'by': 'part0'}").status()).isEqualTo(204);
    }

    @Test
    void arePagedAndSelectedByTimeAndUser() {
        Instant before = CLOCK.instant();
        String first = offboard("first");
        CLOCK.advance(Duration.ofSeconds(10));
        Instant between = CLOCK.instant();
        String second = offboard("second");
        String third = offboard("third");
        CLOCK.advance(Duration.ofSeconds(10));
        listed(3, "");

        JsonNode page = operator.get(here + "?limit=2").json();
        assertThat(page.path("items").findValuesAsText("user")).containsExactly(third, second);
        JsonNode rest = operator.get(
                        here + "?limit=2&after=" + page.path("next").asText())
                .json();
        assertThat(rest.path("items").findValuesAsText("user")).containsExactly(first);
        assertThat(rest.has("next")).isFalse();
        assertThat(rest.has("delays")).isFalse();
        assertThat(listed(1, "?until=" + between).get(0).path("user").asText()).isEqualTo(first);
        assertThat(listed(2, "?from=" + between)).hasSize(2);
        assertThat(listed(1, "?from=" + before + "&user=" + second)).hasSize(1);
        assertThat(operator.get(here + "?from=yesterday").status()).isEqualTo(400);
        assertThat(operator.get(here + "?format=xml").status()).isEqualTo(400);
        assertThat(operator.get("/organizations/nobody/offboardings").status()).isEqualTo(404);
    }

    @Test
    void areExportedAsATableThatNoSpreadsheetRuns() {
        offboard("first");
        String second = offboard("second");
        String event = listed(2, "").get(0).path("event").asText();
        operator.post("/events/" + event + "/acknowledgement", "{'by': '-1.cmd'}");
        ScimClient http = operator.http();

        Response page = http.with("Accept", "text/csv").get(here + "?limit=1");

        assertThat(page.header("Content-Type")).startsWith("text/csv");
        assertThat(page.header("Content-Disposition")).contains("offboardings.csv");
        List<String> lines = page.body().lines().toList();
        assertThat(lines.get(0))
                .isEqualTo("event,type,user,requested,readable,overdue,kind,receiver,scope,acknowledged,seconds");
        assertThat(lines.get(1))
                .startsWith(event + ",user.deleted," + second + ",")
                .contains(",false,product,'-1.cmd,all-organizations,");
        String next = page.header("Link").replaceAll("<(.*)>; rel=\"next\"", "$1");
        Response rest = http.get(here + next + "&format=csv");
        assertThat(rest.body().lines().toList())
                .hasSize(1)
                .allSatisfy(line -> assertThat(line).contains("user.deleted").endsWith(",false,,,,,"));
    }

    @Test
    void areOverdueUntilEachRegisteredReceiverHasAcknowledgedThem() {
        store(operator, "crm");
        String user = offboard("jane");
        listed(1, "");
        check();
        assertThat(listed(0, "?overdue=true")).isEmpty();
        CLOCK.advance(OVERDUE);

        check();
        check();

        JsonNode overdue = listed(1, "?overdue=true").get(0);
        assertThat(overdue.path("overdue").asBoolean()).isTrue();
        assertThat(listed(0, "?overdue=false")).isEmpty();
        List<JsonNode> events = Eventually.get(this::overdueEvents, found -> !found.isEmpty());
        assertThat(events).hasSize(1);
        assertThat(events.get(0).at("/subject/id").asText()).isEqualTo(user);
        assertThat(events.get(0).path("version").asInt()).isEqualTo(2);
        assertThat(events.get(0).path("data")).hasToString("""
                {"id":"%s","event":"%s","type":"user.deleted","requested":"%s","missing":[{"kind":"consumer","name":"crm"}]}""".formatted(
                user, overdue.path("event").asText(), overdue.path("requested").asText()));
        assertThat(server.component(Metrics.class).scrape())
                .contains("rollcall_offboardings_overdue{receiver=\"consumer\"} 1.0")
                .contains("rollcall_offboardings_overdue{receiver=\"webhook\"} 0.0");

        store(operator, "crm");
        check();

        assertThat(listed(0, "?overdue=true")).isEmpty();
        assertThat(server.component(Metrics.class).scrape())
                .contains("rollcall_offboardings_overdue{receiver=\"consumer\"} 0.0");
        assertThat(overdueEvents()).hasSize(1);
    }

    @Test
    void areNotOverdueWithoutAReceiverThatWasThere() {
        offboard("jane");
        listed(1, "");
        TestOrganization other = TestOrganization.create(server);
        store(AdminClient.boundTo(other, server, description), "theirs");
        CLOCK.advance(OVERDUE);
        check();
        String beginning = operator.get("/events").text("/next");
        operator.put("/event-consumers/late/position", "{'position': '" + beginning + "'}");

        check();

        assertThat(listed(0, "?overdue=true")).isEmpty();
        assertThat(overdueEvents()).isEmpty();
        assertThat(listed(1, "").get(0).path("missing")).isEmpty();
    }

    @Test
    void areExpectedOfAStreamUntilItIsDisabled() {
        EventStreams streams = server.component(EventStreams.class);
        EventStream.Settings settings =
                new EventStream.Settings(Optional.empty(), EventStream.SubjectFormat.SCIM, "Test", Optional.empty());
        String stream = streams.create(Optional.of(organization.id()), settings, Actor.system())
                .id();
        offboard("jane");

        assertThat(listed(1, "").get(0).path("missing")).hasToString("""
                [{"kind":"stream","name":"%s","scope":"organization"}]""".formatted(stream));
        CLOCK.advance(OVERDUE);
        check();
        assertThat(listed(1, "?overdue=true")).hasSize(1);
        streams.setStatus(Optional.of(organization.id()), stream, EventStream.Status.DISABLED, "", Actor.system());
        check();
        assertThat(listed(0, "?overdue=true")).isEmpty();
    }

    @Test
    void getTheReceiptsOfALongWayInSmallTransactions() throws SQLException {
        offboard("jane");
        listed(1, "");
        store(operator, "crm");
        int many = 2_500;
        addOffboardings(many);

        store(operator, "crm");
        assertThat(database.rows(organization.id()).count("event_receipts")).isEqualTo(1_000);
        check();
        assertThat(database.rows(organization.id()).count("event_receipts")).isEqualTo(many);
    }

    private void addOffboardings(int count) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            ResultSet row = statement.executeQuery("SELECT next FROM event_log FOR UPDATE");
            row.next();
            long next = row.getLong(1);
            String requested = CLOCK.instant().toString().replace("T", " ").replace("Z", "");
            statement.executeUpdate("""
                    INSERT INTO offboardings (organization_id, position, event_id, user_id, version, type, requested, readable)
                    SELECT %d, %d + seq, UUID(), UUID(), 1, 'user.deleted', '%s', '%s'
                    FROM seq_0_to_%d""".formatted(organization.id().value(), next, requested, requested, count - 1));
            statement.executeUpdate("UPDATE event_log SET next = next + " + count);
            connection.commit();
        }
    }

    @Test
    void refuseAPositionAfterTheNewestEvent() {
        EventCursor beyond = new EventCursor(1L << 40);
        Response refused = operator.put("/event-consumers/crm/position", "{'position': '" + beyond + "'}");

        assertThat(refused.status()).isEqualTo(400);
    }

    @Test
    void haveNoPersonalData() {
        store(operator, "crm");
        String user = offboard("jane.doe");
        listed(1, "");
        store(operator, "crm");
        server.component(Erasure.class)
                .erase(organization.id(), UserId.parse(user).orElseThrow(), Actor.system());

        assertThat(listed(1, "").get(0).at("/acknowledged/0/name").asText()).isEqualTo("crm");
        assertThat(database.rows(organization.id()).columnsTelling("jane.doe"))
                .noneMatch(column -> column.startsWith("offboardings") || column.startsWith("event_receipts"));
    }

    @Test
    void areDeletedWithTheirOrganizationAndByAge() {
        store(operator, "crm");
        offboard("jane");
        listed(1, "");
        store(operator, "crm");
        TestOrganization other = TestOrganization.create(server);
        ScimClient theirs = other.client(server);
        theirs.delete(
                "/Users/" + theirs.post("/Users", "{\"userName\":\"joe\"}").id());
        Eventually.get(() -> database.rows(other.id()).count("offboardings"), count -> count == 1);

        assertThat(operator.delete("/organizations/" + organization.slug() + "?confirm=" + organization.slug())
                        .status())
                .isLessThan(300);
        assertThat(database.rows(organization.id()).count("offboardings")).isZero();
        assertThat(database.rows(organization.id()).count("event_receipts")).isZero();
        CLOCK.advance(Duration.ofDays(1).plusMillis(1));
        EventReceipts receipts = server.component(EventReceipts.class);
        receipts.prune(server.component(Retention.class), Duration.ofDays(2));
        assertThat(database.rows(other.id()).count("offboardings")).isEqualTo(1);
        receipts.prune(server.component(Retention.class), Duration.ofDays(1));
        assertThat(database.rows(other.id()).count("offboardings")).isZero();
    }
}
