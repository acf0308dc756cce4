package io.rollcall.server.users.terms;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.database.Database;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.kernel.WorkingMemory;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.SettableClock;
import io.rollcall.server.testing.StoredRows;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Searches by terms find every user as it was written last, also those of an earlier release. */
class SearchTermsIT {
    private static final Duration NEARLY_AN_HOUR = Duration.ofMinutes(59);

    private final SettableClock clock = new SettableClock();
    private final Database database = TestServer.shared().component(Database.class);
    private final TestOrganization organization = TestOrganization.create();
    private final ScimClient client = organization.client();
    private final StoredRows rows = new StoredRows(organization.id());
    private final SearchTermsFill fill =
            new SearchTermsFill(database, TestServer.shared().component(Organizations.class), memory(), clock);

    private static WorkingMemory memory() {
        return WorkingMemory.ofHeap();
    }

    @AfterEach
    void complete() {
        StoredRows.change("UPDATE search_terms_fills SET completed = begun");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "userName co \"NE.D\"",
                "userName ew \"example.com\"",
                "displayName co \"\u00e9e d\"",
                "displayName ew \"doe\" and title eq \"BOSS\"",
                "name.formatted co \"ms. ren\"",
                "name.familyName co \"o\"",
                "name.givenName ew \"\u00c9E\"",
                "emails.value sw \"Work\" and emails.value co \"home@\"",
                "emails[type eq \"home\" and value ew \".org\"]",
                "title eq \"boss\"",
                "title eq \"clerk\" or nickName eq \"r\"",
                "addresses.locality eq \"Berlin\"",
                "addresses[locality eq \"berlin\" and country eq \"DE\"]",
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department eq \"sales\"",
                "not (title eq \"clerk\") and nickName eq \"R\""
            })
    void findAUserByAnyPartOrValue(String filter) {
        client.post("/Users", "{\"userName\": \"john@x.test\", \"displayName\": \"John\", \"title\": \"Head\"}");
        Response jane = client.post("/Users", JANE);

        Response found = client.filter(filter);

        assertThat(found.text("/totalResults")).as(found.body()).isEqualTo("1");
        assertThat(found.text("/Resources/0/id")).isEqualTo(jane.id());
    }

    @Test
    void findAUserByTheLastVersionOnly() {
        String path = "/Users/" + client.post("/Users", JANE).id();
        client.put(path, JANE.replace("Boss", "Clerk").replace("Ren\u00e9e Doe", "Ren\u00e9e Roe"));
        assertFound("title eq \"boss\"", 0);
        assertFound("title eq \"clerk\"", 1);
        assertFound("displayName co \"e d\"", 0);
        assertFound("displayName co \"e r\"", 1);

        client.patch(path, """
                {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
                 "Operations": [{"op": "replace", "value": {"title": "Chief", "active": false}}]}""");
        assertFound("title eq \"clerk\"", 0);
        assertFound("title eq \"chief\"", 1);

        client.delete(path);
        assertFound("title eq \"chief\"", 0);
    }

    @Test
    void findUsersWithVeryManyValues() {
        String many = "x".repeat(3_000);
        client.post(
                "/Users",
                JANE.replace("\"nickName\": \"R\"", "\"nickName\": \"R\", \"displayName\": \"" + many + "\""));
        client.post("/Users", "{\"userName\": \"" + "j".repeat(400) + "\", \"displayName\": \"" + many + " end\"}");
        assertThat(rows.count("users", "search_terms IS NULL")).isPositive();
        assertFound("displayName ew \"X END\"", 1);
    }

    @Test
    void areComputedForUsersOfAnEarlierReleaseAndUsedWhenAllServersAreUpgraded() {
        String id = client.post("/Users", JANE).id();
        client.post("/Users", "{\"userName\": \"john@example.com\", \"title\": \"Head\"}");
        SearchTermsProgress progress = new SearchTermsProgress(database);
        try (RunningServer upgraded = startWithoutFill()) {
            StoredRows.change(
                    "UPDATE users SET search_terms = NULL WHERE organization_id = ?",
                    organization.id().value());
            StoredRows.change("UPDATE search_terms_fills SET filled = NULL, completed = NULL");
            assertFound(upgraded, "title eq \"boss\"", 1);

            fill.run();

            assertThat(rows.count("users", "search_terms IS NULL")).isZero();
            writeByAnEarlierRelease(id, "boss", "clerk");
            clock.advance(NEARLY_AN_HOUR);
            fill.run();
            assertThat(progress.isComplete()).isFalse();
            assertFound(upgraded, "title eq \"clerk\"", 1);
            assertFound(upgraded, "title eq \"boss\"", 0);
        }

        clock.advance(Duration.ofMinutes(1));
        fill.run();
        assertThat(progress.isComplete()).isTrue();
        assertFound("title eq \"clerk\"", 1);
        assertFound("title eq \"boss\"", 0);
        assertFound("title eq \"head\"", 1);
    }

    /** Starts a server that has not searched yet, and whose own fill finds that all is done. */
    private static RunningServer startWithoutFill() {
        RunningServer server = TestServer.start(Map.of());
        server.component(SearchTermsFill.class).run();
        return server;
    }

    /** It knows no terms and leaves them as they are. */
    private void writeByAnEarlierRelease(String id, String title, String changed) {
        StoredRows.change(
                "UPDATE users SET version = version + 1, last_modified = UTC_TIMESTAMP(3), search = REPLACE(search, ?, ?)"
                        + " WHERE organization_id = ? AND id = UNHEX(?)",
                title,
                changed,
                organization.id().value(),
                id.replace("-", ""));
    }

    private void assertFound(String filter, int count) {
        assertFound(TestServer.shared(), filter, count);
    }

    private void assertFound(RunningServer server, String filter, int count) {
        for (String path : List.of("", "&sortBy=userName", "&startIndex=1&count=1", "&cursor=", "&count=0")) {
            Response found = organization.client(server).get("/Users?filter=" + ScimClient.encoded(filter) + path);
            assertThat(found.text("/totalResults"))
                    .as(filter + path + found.body())
                    .isEqualTo(Integer.toString(count));
        }
    }

    private static final String JANE = """
            {"userName": "Jane.Doe@example.com", "displayName": "Ren\u00e9e Doe", "title": "Boss", "nickName": "R",
             "name": {"formatted": "Ms. Ren\u00e9e Doe", "familyName": "Doe", "givenName": "Ren\u00e9e"},
             "emails": [{"value": "work.doe@example.com", "type": "work"}, {"value": "home@example.org", "type": "home"}],
             "addresses": [{"locality": "Berlin", "country": "DE"}],
             "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"department": "Sales"}}""";
}
