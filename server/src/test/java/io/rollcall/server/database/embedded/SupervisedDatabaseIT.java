package io.rollcall.server.database.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.FreePort;
import io.rollcall.server.testing.MariaDbProcesses;
import io.rollcall.server.testing.RawConnection;
import io.rollcall.server.testing.RollcallProgram;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ServingProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded database ended, hung and unable to start: the program starts it again, or ends and says why. */
@Tag("long")
class SupervisedDatabaseIT {
    private static final Duration PROMISED = Duration.ofSeconds(5);

    @TempDir
    private Path folder;

    private final int port = FreePort.next();
    private final int opsPort = FreePort.next();

    @Test
    void startsAKilledDatabaseAgainAndServesWhatWasAcknowledged() {
        try (ServingProgram server = program().serve()) {
            ScimClient client = client(server);
            String id = client.post("/Users", "{\"userName\":\"kept\"}").id();
            ProcessHandle killed = program().mariaDb();
            killed.destroyForcibly();

            assertThat(eventually(() -> client.get("/Users/" + id).status(), 200))
                    .isEqualTo(200);
            assertThat(program().mariaDb().pid()).isNotEqualTo(killed.pid());
            assertThat(MariaDbProcesses.in(folder)).hasSize(1);
            assertThat(eventually(this::live, 200)).isEqualTo(200);
            server.stop();
            assertThat(server.errors().lines().filter(line -> line.contains("exited with code 137")))
                    .hasSize(1);
            assertThat(server.errors()).contains("The embedded MariaDB was restarted at attempt 1 of 3");
        }
        assertThat(MariaDbProcesses.in(folder)).isEmpty();
    }

    @Test
    void killsADatabaseThatHangsAndStartsItAgain() throws Exception {
        try (ServingProgram server = program().serve()) {
            ScimClient client = client(server);
            String id = client.post("/Users", "{\"userName\":\"kept\"}").id();
            ProcessHandle hung = program().mariaDb();
            stop(hung);

            long start = System.nanoTime();
            assertThat(client.get("/Users/" + id).status())
                    .as("a quick machine has the database running again before the request has to end")
                    .isIn(200, 503);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PROMISED);
            assertThat(hung.onExit()).succeedsWithin(Duration.ofSeconds(30));
            assertThat(eventually(() -> client.get("/Users/" + id).status(), 200))
                    .isEqualTo(200);
            assertThat(MariaDbProcesses.in(folder)).hasSize(1);
            server.stop();
            assertThat(server.errors()).contains("did not answer for 3 s and was killed");
        }
    }

    @Test
    void endsWithAMessageWhereTheDatabaseCannotBeStartedAgain() throws Exception {
        try (ServingProgram server = program().serve()) {
            ProcessHandle killed = program().mariaDb();
            // A folder where the file with the accounts is to be written.
            Files.createDirectories(folder.resolve("tmp/accounts.sql.new/full"));
            killed.destroyForcibly();

            assertThat(eventually(this::live, 503)).isEqualTo(503);
            server.awaitEnd();
            assertThat(server.exitCode()).isEqualTo(1);
            assertThat(server.errors())
                    .contains("Attempt 3 of 3 to start the embedded MariaDB failed")
                    .contains("3 attempts to start it again failed. Its log in the data folder says why");
        }
        assertThat(MariaDbProcesses.in(folder)).isEmpty();
    }

    @Test
    void takesAStopForNoCrashAlsoWhereTheDatabaseIsToldFirst() {
        try (ServingProgram server = program().serve()) {
            program().mariaDb().destroy();
            server.handle().destroy();
            server.awaitEnd();
            assertThat(server.errors()).contains("Stopped").doesNotContain("restarting", "restarted");
        }
        assertThat(MariaDbProcesses.in(folder)).isEmpty();
    }

    @Test
    void stopsWithinFiveSecondsWhereTheDatabaseHangs() throws Exception {
        try (ServingProgram server = program().serve()) {
            ScimClient client = client(server);
            client.post("/Users", "{\"userName\":\"kept\"}");
            stop(program().mariaDb());
            server.handle().destroy();

            assertThat(server.awaitEnd()).isLessThan(PROMISED);
            assertThat(server.exitCode()).isEqualTo(143);
            assertThat(server.errors()).contains("Stopped").doesNotContain("ERROR");
        }
        assertThat(MariaDbProcesses.in(folder)).isEmpty();
    }

    private RollcallProgram program() {
        return RollcallProgram.on(folder, port)
                .with("ROLLCALL_OPS_PORT", Integer.toString(opsPort))
                .with("ROLLCALL_DATABASE_EMBEDDED_HANG_SECONDS", "3")
                .with("ROLLCALL_DATABASE_EMBEDDED_RESTARTS", "3");
    }

    private ScimClient client(ServingProgram server) {
        return new ScimClient(
                "http://localhost:" + port + "/API/enterprise/scim", server.bannerMatch("Token +(rollcall_\\S+)"));
    }

    private int live() {
        return RawConnection.exchange(opsPort, "GET /health/live HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                .status();
    }

    private static int eventually(Supplier<Integer> status, int wanted) {
        return Eventually.get(status, found -> found == wanted);
    }

    private static void stop(ProcessHandle process) throws Exception {
        Process kill = new ProcessBuilder("kill", "-STOP", Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }
}
