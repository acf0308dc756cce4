package io.rollcall.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.testing.ChainedEntries;
import io.rollcall.server.testing.OwnDatabase;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.SettableClock;
import io.rollcall.server.testing.TestOrganization;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The audit log over the admin API: for operators alone. */
class AuditApiIT {
    private static OwnDatabase database;
    private static RunningServer server;
    private static ApiDescription description;
    private static AdminClient operator;

    private final TestOrganization organization = TestOrganization.create(server);
    private final String slug = organization.slug();
    private final String ours = "/audit?organization=" + slug;

    @BeforeAll
    static void start() {
        database = OwnDatabase.fresh();
        server = database.start(ChainedEntries.SOON);
        description = ApiDescription.servedBy(server);
        operator = AdminClient.operator(server, description);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static List<String> kinds(Response answer) {
        List<String> kinds = new ArrayList<>();
        answer.json()
                .path("items")
                .forEach(entry -> kinds.add(entry.path("kind").asText()));
        return kinds;
    }

    private void change(String member) {
        assertThat(operator.patch("/organizations/" + slug, member).status()).isEqualTo(200);
    }

    private void suspendAndResume() {
        change("{'status': 'suspended'}");
        change("{'status': 'active'}");
    }

    @Test
    void refusesTheKeyOfOneOrganizationEverywhere() {
        AdminClient bound = AdminClient.boundTo(organization, server, description);
        String entry = operator.get(ours).text("/items/0/id");
        List<String> operations = description.operations().stream()
                .filter(operation -> operation.contains(" /audit"))
                .toList();
        assertThat(operations).hasSize(5);
        for (String operation : operations) {
            String[] parts = operation.split(" ");
            String body = description.exampleBody(parts[0], parts[1]).replace("\"acme\"", "\"" + slug + "\"");
            Response answer = bound.send(parts[0], parts[1].replace("{id}", entry), body);
            assertThat(answer.status()).as(operation).isEqualTo(403);
            assertThat(answer.body())
                    .as(operation)
                    .contains("Use an operator's key")
                    .doesNotContain(slug);
        }
        assertThat(bound.get(ours).status()).isEqualTo(403);
        assertThat(bound.get("/audit/" + UUID.randomUUID()).status()).isEqualTo(403);
    }

    @Test
    void listsTheNewestFirstSelectedAndByPages() {
        suspendAndResume();

        assertThat(kinds(operator.get(ours)))
                .containsExactly(
                        "organization.resumed", "organization.suspended", "token.issued", "organization.created");
        assertThat(kinds(operator.get(ours + "&kind=organization.suspended"))).hasSize(1);
        assertThat(kinds(operator.get(ours + "&actor=Test&outcome=succeeded"))).hasSize(2);
        assertThat(kinds(operator.get(ours + "&outcome=failed"))).isEmpty();
        assertThat(kinds(operator.get(ours + "&to=2020-01-01T00:00:00Z"))).isEmpty();
        assertThat(kinds(operator.get(ours + "&from=2020-01-01T00:00:00Z"))).hasSize(4);
        Response first = operator.get(ours + "&limit=3");
        assertThat(kinds(operator.get(ours + "&limit=3&after=" + first.text("/next"))))
                .containsExactly("organization.created");
        JsonNode entry = first.json().at("/items/0");
        assertThat(entry.at("/actor/kind").asText()).isEqualTo("admin-key");
        assertThat(operator.get("/audit/" + entry.path("id").asText()).json()).isEqualTo(entry);
    }

    @Test
    void saysWhatIsWrong() {
        assertRefused(400, "such as administrator.signed-in", operator.get("/audit?kind=x"));
        assertRefused(400, "one of succeeded, failed", operator.get("/audit?outcome=x"));
        assertRefused(400, "limit", operator.get("/audit?limit=1001"));
        assertRefused(400, "position", operator.get("/audit/export?after=-1"));
        assertRefused(400, "position", operator.get("/audit/export?after=1000000000000000000"));
        assertRefused(404, "There is no entry", operator.get("/audit/" + UUID.randomUUID()));
        assertRefused(404, "no entry with the ID", operator.get("/audit/" + "-".repeat(36)));
        assertRefused(404, "nobody", operator.post("/audit/verification", "{'organization': 'nobody'}"));
        assertRefused(400, "no checkpoint", operator.post("/audit/verification", "{'checkpoint': {'time': 1}}"));
    }

    private static void assertRefused(int status, String words, Response answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.text("/detail")).contains(words);
    }

    @Test
    void exportsPagesInTheOrderOfTheChainWithoutAGap() {
        suspendAndResume();
        ChainedEntries.now(database, server);
        List<JsonNode> read = new ArrayList<>();
        String next = readAll("0", read);

        assertThat(read)
                .extracting(entry -> entry.path("position").asLong())
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(read)
                .filteredOn(entry -> entry.path("organization").asText().equals(slug))
                .extracting(entry -> entry.path("kind").asText())
                .containsExactly(
                        "organization.created", "token.issued", "organization.suspended", "organization.resumed");
        assertThat(operator.get("/audit/export?after=" + next).text("/next")).isEqualTo(next);
        change("{'status': 'suspended'}");
        ChainedEntries.now(database, server);
        assertThat(kinds(operator.get("/audit/export?after=" + next))).contains("organization.suspended");
    }

    private static String readAll(String after, List<JsonNode> into) {
        Response page = operator.get("/audit/export?limit=7&after=" + after);
        page.json().path("items").forEach(into::add);
        return page.json().path("items").isEmpty() ? after : readAll(page.text("/next"), into);
    }

    @Test
    void recordsOneExportOfAKeyInAnHour() {
        SettableClock clock = new SettableClock();
        try (RunningServer other = database.start(ChainedEntries.SOON, clock)) {
            String name = "Reader " + slug;
            String key = operator.post("/keys", "{'name': '" + name + "'}").text("/secret");
            AdminClient reader = AdminClient.of(other, key, description);
            String exports = "/audit?kind=audit.exported&actor=" + name.replace(" ", "%20");

            reader.get("/audit/export");
            reader.get("/audit/export?after=1");
            assertThat(kinds(operator.get(exports))).hasSize(1);

            clock.advance(Duration.ofMinutes(61));
            reader.get("/audit/export?after=1");
            assertThat(kinds(operator.get(exports))).hasSize(2);
        }
    }

    @Test
    void namesTheEntryThatWasAlteredAndRecordsTheVerification() {
        ChainedEntries.now(database, server);
        String verify = "{'organization': '" + slug + "'}";
        assertThat(operator.post("/audit/verification", verify)
                        .json()
                        .path("intact")
                        .asBoolean())
                .isTrue();
        database.change(
                "UPDATE activity SET actor_name = 'Somebody' WHERE organization_id = ? AND kind = 'token.issued'",
                organization.id().value());

        Response answer = operator.post("/audit/verification", verify);

        assertThat(answer.json().path("intact").asBoolean()).isFalse();
        assertThat(answer.text("/chains/0/organization")).isEqualTo(slug);
        assertThat(answer.text("/chains/0/findings/0/kind")).isEqualTo("entry-altered");
        assertThat(answer.text("/chains/0/findings/0/position")).isEqualTo("1");
        Response recorded = operator.get(ours + "&kind=audit.verified");
        assertThat(recorded.json().path("items"))
                .extracting(entry -> entry.path("outcome").asText())
                .containsExactly("failed", "succeeded");
        assertThat(recorded.text("/items/0/detail/broken/0"))
                .contains(answer.text("/chains/0/findings/0/id"), "activity of " + slug);
    }

    @Test
    void runsOneVerificationAtATime() throws SQLException {
        String verify = "{'organization': '" + slug + "'}";
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("LOCK TABLES chain_blocks WRITE");
            CompletableFuture<Response> one = verifying(verify);
            CompletableFuture<Response> other = verifying(verify);
            Response refused = (Response) CompletableFuture.anyOf(one, other).join();
            statement.execute("UNLOCK TABLES");

            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("Retry-After")).isEqualTo("30");
            assertThat(List.of(one.join().status(), other.join().status())).containsExactlyInAnyOrder(200, 429);
        }
    }

    private static CompletableFuture<Response> verifying(String body) {
        return CompletableFuture.supplyAsync(() -> operator.post("/audit/verification", body));
    }

    @Test
    void findsAChainThatWasCutOffWithACheckpoint() {
        ChainedEntries.now(database, server);
        change("{'name': 'Renamed'}");
        ChainedEntries.now(database, server);
        String checkpoint = operator.get("/audit/checkpoint").body();
        String body = "{'organization': '" + slug + "', 'checkpoint': " + checkpoint + "}";
        assertThat(operator.post("/audit/verification", body)
                        .json()
                        .path("intact")
                        .asBoolean())
                .isTrue();
        database.change(
                "DELETE FROM chain_blocks WHERE organization_id = ? AND position >= 2",
                organization.id().value());
        database.change(
                "DELETE FROM activity WHERE organization_id = ? AND kind = 'organization.changed'",
                organization.id().value());

        Response answer = operator.post("/audit/verification", body);

        assertThat(answer.text("/chains/0/findings/0/kind")).isEqualTo("truncated");
        assertThat(operator.post("/audit/verification", "{'checkpoint': " + checkpoint + "}")
                        .json()
                        .path("chains"))
                .filteredOn(chain -> chain.path("organization").asText().equals(slug))
                .extracting(chain -> chain.path("intact").asBoolean())
                .containsExactly(false);
    }
}
