package io.rollcall.server.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.FreePort;
import io.rollcall.server.testing.RollcallProgram;
import io.rollcall.server.testing.RollcallProgram.Finished;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ServingProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The program on its embedded database, from the first start on: one data folder, which each test finds as the last left it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ServerProcessIT {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final String USER =
            "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"userName\":\"%s\"}";

    private final Path folder = Path.of("target", "process-test").toAbsolutePath();
    private final int port = FreePort.next();
    private final RollcallProgram program = RollcallProgram.on(folder, port);
    private final String baseUrl = "http://localhost:" + port + "/API/enterprise/scim";
    private String token = "";

    @BeforeAll
    void startAnew() {
        program.forgetData();
    }

    @Test
    @Order(1)
    void tellsAtItsFirstStartHowToCallIt() {
        try (ServingProgram server = program.serve()) {
            token = server.bannerMatch("Token +(rollcall_[A-Za-z0-9_-]{43}) ");
            assertThat(server.bannerMatch("SCIM base URL +(\\S+)"))
                    .isEqualTo("http://acme.localhost:" + port + "/API/enterprise/scim");
            assertThat(server.bannerMatch("Data +(\\S+)")).isEqualTo(folder.toString());
            assertThat(server.bannerMatch("curl -H 'Authorization: Bearer (\\S+)' " + baseUrl + "/Users"))
                    .isEqualTo(token);

            assertThat(client().post("/Users", USER.formatted("kept@example.com"))
                            .status())
                    .isEqualTo(201);
        }
    }

    @Test
    @Order(2)
    void keepsUsersAndTokenOverARestartAndDoesNotShowTheTokenAgain() {
        try (ServingProgram server = program.serve()) {
            assertThat(server.banner()).doesNotContain("rollcall_").contains("rollcall token generate acme");
            assertThat(commandLines())
                    .anyMatch(line -> line.contains("mariadbd"))
                    .noneMatch(this::holdsPassword);
            assertThat(client().filter("userName eq \"kept@example.com\"")
                            .json()
                            .path("totalResults")
                            .intValue())
                    .isOne();

            assertStops(server, "TERM");
        }
    }

    @Test
    @Order(3)
    void stopsAtControlCWhichTheDatabaseGetsTooInATerminal() throws IOException {
        assumeFalse(signalsAreIgnored(), "a shell that starts this in the background has SIGINT ignored");
        try (ServingProgram server = program.serve()) {
            assertStops(server, "INT");
        }
    }

    /** Returns the command lines of all processes, which every user of the machine can read. */
    private static List<String> commandLines() {
        return ProcessHandle.allProcesses()
                .flatMap(process -> process.info().commandLine().stream())
                .toList();
    }

    private boolean holdsPassword(String commandLine) {
        return commandLine.contains(program.databasePassword());
    }

    private void assertStops(ServingProgram server, String signal) {
        ProcessHandle mariaDb = program.mariaDb();
        signal(signal, mariaDb, server.handle());
        assertThat(server.awaitEnd()).isLessThan(SOON);
        assertThat(mariaDb.isAlive()).isFalse();
        assertThat(server.errors()).doesNotContain("Exception", "ERROR", "WARN");
    }

    /** A terminal's Ctrl-C goes to all of its processes; other signals to the one that is named. */
    private static void signal(String signal, ProcessHandle mariaDb, ProcessHandle server) {
        String pids = server.pid() + (signal.equals("INT") ? " " + mariaDb.pid() : "");
        try {
            new ProcessBuilder("sh", "-c", "kill -" + signal + " " + pids)
                    .start()
                    .waitFor();
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static boolean signalsAreIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        Optional<String> ignored = Files.exists(status)
                ? Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .findFirst()
                : Optional.empty();
        return ignored.filter(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0)
                .isPresent();
    }

    @Test
    @Order(4)
    void takesCommandsBesideARunningServer() throws Exception {
        try (ServingProgram server = program.serve()) {
            JsonNode made = json(program.run("organization", "create", "globex", "--name", "Globex", "--json"));
            assertThat(made.path("scimBaseUrl").textValue())
                    .isEqualTo("http://globex.localhost:" + port + "/API/enterprise/scim");
            JsonNode generated = json(program.run("token", "generate", "globex", "--json"));

            ScimClient globex = new ScimClient(baseUrl, generated.path("secret").textValue());
            assertThat(globex.get("/Users").json().path("totalResults").intValue())
                    .isZero();

            Finished revoked = program.run(
                    "token", "revoke", "globex", generated.at("/token/id").asText());
            assertThat(revoked.exitCode()).as(revoked.err()).isZero();
            assertThat(Eventually.withinASecond(() -> globex.get("/Users").status(), status -> status == 401))
                    .isEqualTo(401);

            assertRefused(program.run("organization", "create", "acme"), "The slug 'acme' is taken");
            assertRefused(program.with("ROLLCALL_HTTP_PORT", "0").run(), "is in use by another Rollcall");
            assertThat(client().get("/Users").status()).isEqualTo(200);
            server.stop();
            assertThat(server.errors().lines())
                    .satisfiesExactly(
                            line -> assertThat(line).contains("INFO").endsWith("Serving on port " + port),
                            line -> assertThat(line).contains("INFO", "Stopping"),
                            line -> assertThat(line).contains("INFO").endsWith("Stopped"));
        }
    }

    @Test
    @Order(5)
    void isFoundByCommandsInOtherFoldersWhileItRuns(@TempDir Path elsewhere) throws Exception {
        RollcallProgram stranger = new RollcallProgram(Map.of("XDG_STATE_HOME", elsewhere.toString()));
        try (ServingProgram server =
                program.with("XDG_STATE_HOME", elsewhere.toString()).serve()) {
            JsonNode acme = json(stranger.runIn(elsewhere, "organization", "show", "acme", "--json"));
            assertThat(acme.path("scimBaseUrl").textValue())
                    .isEqualTo("http://acme.localhost:" + port + "/API/enterprise/scim");
            ProcessHandle killed = server.handle();
            killed.destroyForcibly();
            server.awaitEnd();
        }
        assertRefused(stranger.runIn(elsewhere, "organization", "list"), "There is no database in " + elsewhere);
        assertRefused(stranger.runIn(elsewhere, "migrate"), "To create a new database there, add --create");
        assertThat(elsewhere.resolve("data")).doesNotExist();
        Finished asJson = stranger.runIn(elsewhere, "organization", "list", "--json");
        assertThat(asJson.exitCode()).isEqualTo(1);
        assertThat(new JsonMapper().readTree(asJson.err()).path("error").textValue())
                .isEqualTo("startup");
    }

    @Test
    @Order(6)
    void takesCommandsWithoutAServer() throws Exception {
        Finished list = program.run("organization", "list");
        assertThat(list.exitCode()).as(list.err()).isZero();
        assertThat(list.err()).isEmpty();
        assertThat(list.out().lines())
                .satisfiesExactly(
                        heading -> assertThat(heading).startsWith("SLUG "),
                        acme -> assertThat(acme).startsWith("acme ").endsWith("/API/enterprise/scim"),
                        globex -> assertThat(globex).startsWith("globex ").contains(" Globex "));

        JsonNode revoked = json(program.run("token", "list", "globex", "--json"));
        assertThat(revoked.path("state").textValue()).isEqualTo("revoked");
        assertThat(revoked.has("secret")).isFalse();

        assertThat(folder.resolve("mariadb.pid")).doesNotExist();
    }

    /** One plain sentence, and nothing for a script to take for an answer. */
    static void assertRefused(Finished finished, String words) {
        assertThat(finished.exitCode()).as(finished.err()).isEqualTo(1);
        assertThat(finished.out()).isEmpty();
        assertThat(finished.err().lines())
                .singleElement()
                .asString()
                .contains(words)
                .endsWith(".");
        assertThat(finished.err()).doesNotContain("Exception", "io.rollcall");
    }

    private static JsonNode json(Finished finished) throws IOException {
        assertThat(finished.exitCode()).as(finished.err()).isZero();
        assertThat(finished.err()).isEmpty();
        assertThat(finished.out().lines()).hasSize(1);
        return new JsonMapper().readTree(finished.out());
    }

    private ScimClient client() {
        return new ScimClient(baseUrl, token);
    }
}
