package io.rollcall.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.limits.SlowLists;
import io.rollcall.server.telemetry.Metrics;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestDatabase;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Lists with filters that no index serves run a few at a time, and no statement longer than a search. */
class SlowListsIT {
    private static RunningServer server;
    private static AdminClient operator;

    private final TestOrganization organization = TestOrganization.create(server);
    private final String path = "/organizations/" + organization.slug();

    @BeforeAll
    static void start() {
        server = TestServer.start(Map.of(
                "limits.slow-searches",
                "2",
                "limits.slow-searches-per-organization",
                "1",
                "database.search-timeout-seconds",
                "1"));
        operator = AdminClient.operator(server, ApiDescription.servedBy(server));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private void assertLimited(String list, String detail) {
        Response refused = operator.get(list);
        assertThat(refused.status()).as(list).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(refused.text("/detail")).contains(detail);
    }

    private void assertServed(String list) {
        assertThat(operator.get(list).status()).as(list).isEqualTo(200);
    }

    @Test
    void refusesAnotherListWithoutAnIndexAndServesThoseWithOne() {
        String user = UUID.randomUUID().toString();
        TestOrganization other = TestOrganization.create(server);
        server.component(SlowLists.class).run(organization.id(), false, () -> {
            assertLimited(
                    path + "/users?active=true&role=admin",
                    "the maximum number of lists with several filters or access reviews (1)");
            assertLimited(path + "/activity?kind=user.created&user=" + user, "The organization already runs");
            assertLimited(path + "/activity?refused=true&user=" + user, "Lists with one filter are not limited.");
            assertServed(path + "/users?active=false");
            assertServed(path + "/users?role=admin");
            assertServed(path + "/users?former=true");
            assertServed(path + "/activity?refused=true&from=2026-01-01T00:00:00Z");
            assertServed(path + "/activity?user=" + user);
            assertServed("/organizations/" + other.slug() + "/users?active=true&role=admin");
            return "done";
        });
        assertServed(path + "/users?active=true&role=admin");
        assertThat(server.component(Metrics.class).scrape())
                .containsPattern("rollcall_refusals_total\\{reason=\"slow_lists\",surface=\"admin\"\\} [1-9]");
    }

    @Test
    void refusesAnotherListOfTheAuditLogWithoutAnIndex() {
        server.component(SlowLists.class).runForInstallation(false, () -> {
            assertLimited("/audit?outcome=failed", "The installation already runs");
            assertLimited("/audit?kind=token.issued&actor=nobody", "The installation already runs");
            assertLimited("/access-review", "access reviews (1)");
            assertServed("/audit?kind=token.issued&from=2026-01-01T00:00:00Z");
            return "done";
        });
        assertServed("/audit?outcome=failed");
        assertServed("/access-review");
    }

    @Test
    void refusesTimesBeyondAllEntriesNoMoreThanOthers() {
        for (String parameter : new String[] {"from", "to"}) {
            assertServed(path + "/activity?" + parameter + "=%2B999999999-01-01T00:00:00Z");
            assertServed("/audit?limit=1&" + parameter + "=-999999999-01-01T00:00:00Z");
        }
    }

    @Test
    void endsAReadThatTakesTooLong() throws SQLException {
        ScimClient client = organization.client(server);
        String user = client.post("/Users", "{\"userName\": \"jane\"}").id();
        try (Connection holder = TestDatabase.connect();
                Statement statement = holder.createStatement()) {
            statement.execute("LOCK TABLES users WRITE");
            Response slow = operator.get(path + "/users?active=false");
            assertThat(slow.status()).isEqualTo(503);
            assertThat(slow.header("Retry-After")).isEqualTo("1");
            assertThat(slow.text("/detail")).contains("took too long", "another filter");
            // The client of a look-up cannot ask for less: it is no 400.
            assertThat(client.get("/Users/" + user).status()).isEqualTo(503);
        }
        assertServed(path + "/users?active=false");
    }
}
