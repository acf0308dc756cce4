package io.rollcall.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.events.receipts.OverdueOffboardings;
import io.rollcall.server.events.tokens.SecurityEventTokens;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.OwnDatabase;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.SettableClock;
import io.rollcall.server.testing.StoredRows;
import io.rollcall.server.testing.TestOrganization;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Bounds of what an organization's admin key writes, and of what a list or a check of offboardings reads. */
class ReceiptBoundsIT {
    private static final SettableClock CLOCK = new SettableClock();

    private static OwnDatabase database;
    private static RunningServer server;
    private static ApiDescription description;

    private final TestOrganization organization = TestOrganization.create(server);
    private final String here = "/organizations/" + organization.slug() + "/offboardings";
    private final AdminClient bound = AdminClient.boundTo(organization, server, description);
    private final StoredRows rows = database.rows(organization.id());

    @BeforeAll
    static void start() {
        database = OwnDatabase.fresh();
        server = database.start(Map.of("limits.organization-written-mebibytes-per-day", "1"), CLOCK);
        description = ApiDescription.servedBy(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private Response store(String consumer, String position) {
        return bound.put("/event-consumers/" + consumer + "/position", "{'position': '" + position + "'}");
    }

    private String newest() {
        return bound.get("/events?after=now").text("/next");
    }

    private void offboard(int users) {
        ScimClient scim = organization.client(server);
        for (int user = 0; user < users; user++) {
            scim.delete("/Users/"
                    + scim.post("/Users", "{\"userName\":\"user" + user + "\"}").id());
        }
        Eventually.get(() -> rows.count("offboardings"), count -> count == users);
        CLOCK.advance(Duration.ofSeconds(1));
    }

    /** Stores as many receipts of each offboarding. @param measured false for those of receivers that came later */
    private void addReceipts(int count, boolean measured) {
        database.change("""
                INSERT INTO event_receipts (organization_id, position, kind, owner, receiver, requested, acknowledged, measured)
                SELECT organization_id, position, 1, organization_id, CONCAT('c', seq), requested, requested, %b
                FROM offboardings JOIN seq_1_to_%d
                WHERE organization_id = ?""".formatted(measured, count), organization.id().value());
    }

    @Test
    void consumersGetNoReceiptsOfOffboardingsBeforeTheirRegistration() {
        String beginning = newest();
        offboard(2);

        store("late", newest());
        store("early", beginning);
        store("early", newest());

        assertThat(rows.count("event_receipts")).isZero();
        JsonNode answer = bound.get(here).json();
        assertThat(answer.path("items").findValues("acknowledged"))
                .allSatisfy(receipts -> assertThat(receipts).isEmpty());
        assertThat(answer.path("items").findValues("missing"))
                .allSatisfy(receivers -> assertThat(receivers).isEmpty());
        assertThat(answer.path("delays")).hasToString("{\"days\":30,\"receipts\":0}");
    }

    @Test
    void consumersThatComeAndGoLeaveNoRows() {
        offboard(1);
        for (int name = 0; name < 5; name++) {
            store("c" + name, newest());
            bound.delete("/event-consumers/c" + name);
        }
        server.component(OverdueOffboardings.class).run();

        assertThat(rows.count("event_receipts")).isZero();
        assertThat(rows.count("event_consumers")).isZero();
    }

    @Test
    void consumersAreExpectedToAcknowledgeFromTheirFirstPositionOn() {
        offboard(1);
        store("crm", newest());
        // The clock of the server that got the request may be ahead.
        database.change("UPDATE event_consumers SET created = '2020-01-01' WHERE name = 'crm'");

        assertThat(bound.get(here).json().at("/items/0/missing")).isEmpty();
    }

    @Test
    void pagesEndWhenTheirReceiptsAreMany() {
        offboard(12);
        addReceipts(1_000, true);

        List<Integer> sizes = new ArrayList<>();
        List<String> events = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = bound.get(here + "?limit=100" + after).json();
            sizes.add(page.path("items").size());
            page.path("items").forEach(item -> {
                events.add(item.path("event").asText());
                assertThat(item.path("acknowledged")).hasSize(1_000);
            });
            after = page.has("next") ? "&after=" + page.path("next").asText() : "";
        } while (!after.isEmpty());

        assertThat(sizes).containsExactly(5, 5, 2);
        assertThat(events).doesNotHaveDuplicates();
    }

    @Test
    void theCheckReadsManyReceiptsByPieces() {
        store("c7", newest());
        store("other", newest());
        offboard(12);
        addReceipts(1_000, true);
        CLOCK.advance(Duration.ofMinutes(5));

        server.component(OverdueOffboardings.class).run();

        assertThat(rows.count("offboardings", "state = 1")).isEqualTo(12);
        bound.delete("/event-consumers/other");
        server.component(OverdueOffboardings.class).run();
        assertThat(rows.count("offboardings", "state = 2")).isEqualTo(12);
    }

    @Test
    void storedReceiptsOfReceiversThatCameLaterAreNotRead() {
        offboard(2);
        addReceipts(6_000, false);

        JsonNode page = bound.get(here).json();

        assertThat(page.path("items")).hasSize(2);
        assertThat(page.at("/items/0/acknowledged")).isEmpty();
    }

    @Test
    void anAdminKeyOfAnOrganizationWritesAsManyBytesADayAsConfigured() {
        String body = "{'position': '" + newest() + "'" + " ".repeat(100_000) + "}";
        for (int request = 0; request < 10; request++) {
            assertThat(bound.put("/event-consumers/crm/position", body).status())
                    .isEqualTo(200);
        }

        Response refused = bound.put("/event-consumers/crm/position", body);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isNotEmpty();
        assertThat(bound.get("/event-consumers").status()).isEqualTo(200);
        assertThat(organization
                        .client(server)
                        .post("/Users", "{\"userName\":\"jane\"}")
                        .status())
                .isEqualTo(201);
        assertThat(AdminClient.boundTo(TestOrganization.create(server), server, description)
                        .put("/event-consumers/crm/position", body)
                        .status())
                .isEqualTo(200);
        assertThat(AdminClient.operator(server, description)
                        .put("/event-consumers/crm/position", body)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void countsWritesWhateverTheNameInTheirPathAndNoPollsOfTokens() {
        String key = AdminClient.newKey(server, Optional.of(organization.id()));
        ScimClient http = AdminClient.http(server, key);
        ScimClient receiver = new ScimClient("http://127.0.0.1:" + server.port() + SecurityEventTokens.PATH, key)
                .with("Accept", "application/json")
                .with("Content-Type", "application/json");
        String body = "{" + " ".repeat(100_000) + "}";
        for (int request = 0; request < 10; request++) {
            assertThat(receiver.send("POST", "/streams/" + UUID.randomUUID() + "/poll", body)
                            .status())
                    .isEqualTo(404);
            assertThat(http.send("DELETE", "/event-consumers/poll", body).status())
                    .isEqualTo(404);
        }

        assertThat(http.send("DELETE", "/event-consumers/poll", body).status()).isEqualTo(429);
    }

    @Test
    void receiptsOfAConsumerCountAsItsBytes() {
        store("crm", newest());
        offboard(1);
        database.change("UPDATE event_log SET next = next + 3000");
        database.change("""
                INSERT INTO offboardings (organization_id, position, event_id, user_id, version, type, requested, readable)
                SELECT organization_id, (SELECT next FROM event_log) - seq, UUID(), user_id, 1, type, requested, readable
                FROM offboardings JOIN seq_1_to_3000 WHERE organization_id = ?""", organization.id().value());

        assertThat(store("crm", newest()).status()).isEqualTo(200);
        server.component(OverdueOffboardings.class).run();

        assertThat(store("crm", newest()).status()).isEqualTo(429);
    }
}
