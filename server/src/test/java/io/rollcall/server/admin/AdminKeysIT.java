package io.rollcall.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.testing.DatabaseLink;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.SettableClock;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Authentication of the admin API, and its expiry. */
class AdminKeysIT {
    private static final RunningServer SERVER = TestServer.shared();
    private static final ApiDescription DESCRIPTION = ApiDescription.servedBy(SERVER);
    private static final AdminClient OPERATOR = AdminClient.operator(SERVER, DESCRIPTION);

    private final TestOrganization organization = TestOrganization.create();
    private final String here = "/organizations/" + organization.slug();

    @Test
    void refusesEveryOperationWithoutAKey() {
        for (String operation : DESCRIPTION.operations()) {
            String[] parts = operation.split(" ");
            String path = parts[1].replace("{slug}", organization.slug())
                    .replace("{id}", "1")
                    .replace("{name}", "crm")
                    .replace("{delivery}", "1")
                    .replace("{clientId}", "0".repeat(32))
                    .replace("{value}", "admin");
            if (!path.equals("/openapi.json")) {
                AdminClient nobody = new AdminClient(OPERATOR.http().without("Authorization"), DESCRIPTION);
                Response answer = nobody.send(parts[0], path, DESCRIPTION.exampleBody(parts[0], parts[1]));
                assertThat(answer.status()).as(operation).isEqualTo(401);
                assertThat(answer.header("WWW-Authenticate")).as(operation).startsWith("Bearer");
            }
        }
    }

    @Test
    void refusesWhatIsNoBearersKey() {
        String key = AdminClient.newKey(SERVER, Optional.empty());
        for (String header :
                List.of("Bearer", "Bearer ", "Basic " + key, key, "Bearer " + key + "x", "Bearer x " + key)) {
            Response answer = OPERATOR.http().with("Authorization", header).get(here);
            assertThat(answer.status()).as(header).isEqualTo(401);
            assertThat(answer.body()).as(header).doesNotContain(key);
        }
        assertThat(OPERATOR.http()
                        .with("Authorization", "bearer " + key)
                        .get(here)
                        .status())
                .as("RFC 9110 11.1: the scheme in any case")
                .isEqualTo(200);
    }

    @Test
    void refusesAKeyFromTheMomentWhenItExpires() {
        SettableClock clock = new SettableClock();
        try (RunningServer server = TestServer.start(Map.of("database.pool-size", "4"), clock)) {
            Response made =
                    AdminClient.operator(server, DESCRIPTION).post("/keys", "{'name': 'Short', 'expiresInDays': 1}");
            AdminClient bearer = AdminClient.of(server, made.text("/secret"), DESCRIPTION);
            clock.advance(Duration.ofDays(1).minusSeconds(1));
            assertThat(bearer.get(here).status()).isEqualTo(200);
            clock.advance(Duration.ofSeconds(1));
            assertThat(bearer.get(here).status()).isEqualTo(401);
            assertThat(AdminClient.operator(server, DESCRIPTION)
                            .get("/keys")
                            .json()
                            .path("items"))
                    .filteredOn(key -> key.path("id").equals(made.json().at("/key/id")))
                    .extracting(key -> key.path("state").asText())
                    .containsExactly("expired");
        }
    }

    @Test
    void refusesTheKeyOfADeletedOrganization() {
        AdminClient bound = AdminClient.boundTo(organization, SERVER, DESCRIPTION);
        assertThat(bound.get(here).status()).isEqualTo(200);
        assertThat(OPERATOR.delete(here + "?confirm=" + organization.slug()).status())
                .isEqualTo(204);
        assertThat(bound.get(here).status()).isIn(401, 404);
        assertThat(bound.get("/organizations").status()).isIn(401, 403);
    }

    @Test
    void takesNoTokenForAKeyAndNoKeyForAToken() {
        AdminClient token = AdminClient.of(SERVER, organization.token(), DESCRIPTION);
        assertThat(token.get(here).status()).isEqualTo(401);
        for (Optional<TestOrganization> owner :
                List.of(Optional.<TestOrganization>empty(), Optional.of(organization))) {
            String key = AdminClient.newKey(SERVER, owner.map(TestOrganization::id));
            assertThat(new ScimClient(TestServer.scimUrl(SERVER), key)
                            .get("/Users")
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    void saysWhenToComeBackWhileTheDatabaseIsAway() {
        try (DatabaseLink link = new DatabaseLink();
                RunningServer server = TestServer.start(new HashMap<>(link.settings()))) {
            AdminClient operator = AdminClient.operator(server, DESCRIPTION);
            assertThat(operator.get(here).status()).isEqualTo(200);
            link.cut();
            Response away = operator.get(here);
            assertThat(away.status()).isEqualTo(503);
            assertThat(away.header("Retry-After")).isEqualTo("1");
            assertThat(away.body()).doesNotContain("jdbc", "Exception", "SQL");
        }
    }
}
