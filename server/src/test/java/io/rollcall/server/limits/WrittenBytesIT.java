package io.rollcall.server.limits;

import static io.rollcall.server.testing.ScimErrorAssert.assertScimError;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.telemetry.Metrics;
import io.rollcall.server.testing.ManyUsers;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** An organization that has written the bytes of a day gets 429 for writes; its reads and other organizations are served. */
@TestInstance(Lifecycle.PER_CLASS)
class WrittenBytesIT {
    private static final int LARGE = 600_000;
    private static final int MEMBERS = 1_500;

    private final RunningServer server = TestServer.start(Map.of("limits.organization-written-mebibytes-per-day", "1"));

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void refusesToCreateAndDeleteLargeUsersAgainAndAgain() {
        ScimClient client = TestOrganization.create(server).client(server);
        Response created = client.post("/Users", user("first", LARGE));
        assertThat(created.status()).isEqualTo(201);
        assertThat(client.delete("/Users/" + created.text("/id")).status()).isEqualTo(204);
        Response refused = client.post("/Users", user("second", LARGE));
        assertScimError(refused.body(), 429);
        assertThat(refused.header("Retry-After")).isEqualTo("3600");
        assertThat(refused.text("/detail")).contains("limits.organization-written-mebibytes-per-day", "Retry-After");
        assertThat(client.post("/Users", user("small", 10)).status()).isEqualTo(201);
        assertThat(TestOrganization.create(server)
                        .client(server)
                        .post("/Users", user("second", LARGE))
                        .status())
                .isEqualTo(201);
        assertThat(server.component(Metrics.class).scrape())
                .contains("rollcall_refusals_total{reason=\"organization_written_bytes\",surface=\"scim\"}");
    }

    @Test
    void countsTheMembersThatAShortRequestRemoves() throws SQLException {
        try (RunningServer roomy = TestServer.start(Map.of("limits.organization-written-mebibytes-per-day", "3"))) {
            TestOrganization organization = TestOrganization.create(roomy).withGroups(roomy);
            ScimClient client = organization.client(roomy);
            ManyUsers.make(organization, roomy, MEMBERS);
            String path = "/Groups/" + client.post("/Groups", group()).id();
            assertThat(client.post("/Users", user("before", LARGE)).status()).isEqualTo(201);
            Response removed = client.patch(path, """
                    {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
                     "Operations":[{"op":"remove","path":"members"}]}""");
            assertThat(removed.status()).isEqualTo(204);
            assertScimError(client.post("/Users", user("after", LARGE)).body(), 429);
        }
    }

    private static String group() {
        return IntStream.rangeClosed(1, MEMBERS)
                .mapToObj("{\"value\":\"01900000-0000-7000-8000-%012x\"}"::formatted)
                .collect(Collectors.joining(",", "{\"displayName\":\"Everyone\",\"members\":[", "]}"));
    }

    @Test
    void countsTheUserThatAPatchWritesAndServesReads() {
        ScimClient client = TestOrganization.create(server).client(server);
        String path = "/Users/" + client.post("/Users", user("patched", LARGE)).text("/id");
        String patch = """
                {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
                 "Operations":[{"op":"replace","path":"title","value":"Boss"}]}""";
        assertThat(client.patch(path, patch).status()).isEqualTo(200);
        assertScimError(client.patch(path, patch).body(), 429);
        assertScimError(client.put(path, user("patched", 10)).body(), 429);
        assertScimError(client.delete(path).body(), 429);
        assertThat(client.get(path).status()).isEqualTo(200);
        assertThat(client.post(
                                "/Users/.search",
                                "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:SearchRequest\"]}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void countsEachOperationOfABulkRequest() {
        ScimClient client = TestOrganization.create(server).client(server);
        String operations = IntStream.range(0, 1000)
                .mapToObj(number -> "{\"method\":\"DELETE\",\"path\":\"/Users/%d\"}".formatted(number))
                .collect(Collectors.joining(","));
        Response answer = client.post(
                "/Bulk",
                "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:BulkRequest\"],\"Operations\":[" + operations
                        + "]}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("/Operations/0/status")).isEqualTo("404");
        assertThat(answer.text("/Operations/999/status")).isEqualTo("429");
    }

    private static String user(String name, int photo) {
        return "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"userName\":\"%s\",\"photos\":[{\"value\":\"%s\"}]}"
                .formatted(name, "p".repeat(photo));
    }
}
