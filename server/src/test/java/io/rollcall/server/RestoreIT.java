package io.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.config.Settings;
import io.rollcall.server.database.DatabaseConfig;
import io.rollcall.server.database.embedded.EmbeddedMariaDb;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.testing.MariaDbClient;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestDatabase;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The backup of docs/operations.md, restored into an empty server. */
class RestoreIT {
    private static final String USER = """
            {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"Zoë@example.com","externalId":"x-1",
             "emails":[{"value":"zoe@example.com","type":"work"}],"jotform_user_role":"creator"}""";

    private final TestOrganization organization = TestOrganization.create();

    @TempDir
    private Path folder;

    @Test
    void givesTheSameUsersToTheSameTokens() throws Exception {
        Response zoe = organization.client().post("/Users", USER);
        Path dump = folder.resolve("rollcall.sql");
        new MariaDbClient(TestDatabase.shared(), folder)
                .dump(dump, "--single-transaction", "--routines", "--no-tablespaces");

        DatabaseConfig defaults = DatabaseConfig.read(Settings.load(
                System.getenv(), Map.of("data.dir", folder.resolve("data").toString())));
        try (EmbeddedMariaDb database = EmbeddedMariaDb.start(defaults)) {
            DatabaseConfig empty = database.reach(defaults);
            new MariaDbClient(empty, folder).execute(dump);
            try (RunningServer restored = TestServer.start(settings(empty))) {
                ScimClient client = organization.client(restored);
                Response found = client.get("/Users/" + zoe.id());
                assertThat(found.status()).isEqualTo(200);
                assertThat(found.text("/userName")).isEqualTo("Zoë@example.com");
                assertThat(found.header("ETag")).isEqualTo(zoe.header("ETag"));
                assertThat(client.filter("emails.value eq \"zoe@example.com\"").text("/totalResults"))
                        .isEqualTo("1");
                assertThat(client.post("/Users", USER).status()).isEqualTo(409);
            }
        }
    }

    private static Map<String, String> settings(DatabaseConfig config) {
        return Map.of(
                "database.url", config.url().orElseThrow(),
                "database.user", config.user(),
                "database.password", config.password());
    }
}
