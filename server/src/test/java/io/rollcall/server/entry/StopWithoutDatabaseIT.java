package io.rollcall.server.entry;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.testing.DatabaseLink;
import io.rollcall.server.testing.FreePort;
import io.rollcall.server.testing.RollcallProgram;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ServingProgram;
import io.rollcall.server.testing.TestDatabase;
import io.rollcall.server.testing.TestOrganization;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server stops within five seconds during an outage of its database. */
class StopWithoutDatabaseIT {
    private static final Duration PROMISED = Duration.ofSeconds(5);

    private final int port = FreePort.next();
    private final TestOrganization organization = TestOrganization.create();

    @TempDir
    private Path folder;

    @Test
    void endsInTimeWhereConnectionsAreRefused() {
        assertEndsInTimeAfter(DatabaseLink::cut);
    }

    @Test
    void endsInTimeWhereTheDatabaseHangs() {
        assertEndsInTimeAfter(DatabaseLink::hang);
    }

    private void assertEndsInTimeAfter(Consumer<DatabaseLink> loss) {
        try (DatabaseLink link = new DatabaseLink();
                ServingProgram server = program(link).serve()) {
            ScimClient client =
                    new ScimClient("http://127.0.0.1:" + port + "/API/enterprise/scim", organization.token());
            assertThat(client.get("/Users").status()).isEqualTo(200);
            loss.accept(link);
            server.handle().destroy();

            assertThat(server.awaitEnd()).isLessThan(PROMISED);
            assertThat(server.exitCode()).isEqualTo(143);
            assertThat(server.errors()).contains("Stopped").doesNotContain("ERROR");
        }
    }

    private RollcallProgram program(DatabaseLink link) {
        return RollcallProgram.on(folder, port)
                .with("ROLLCALL_DATABASE_URL", link.settings().get("database.url"))
                .with("ROLLCALL_DATABASE_USER", TestDatabase.settings().get("database.user"))
                .with("ROLLCALL_DATABASE_PASSWORD", TestDatabase.settings().get("database.password"));
    }
}
