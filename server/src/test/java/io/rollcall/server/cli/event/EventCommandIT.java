package io.rollcall.server.cli.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.server.cli.RollcallCommand;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.OwnDatabase;
import io.rollcall.server.testing.TestCommands;
import io.rollcall.server.testing.TestCommands.Ended;
import io.rollcall.server.testing.TestOrganization;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Events from a terminal. */
class EventCommandIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static RunningServer server;

    private final TestCommands rollcall = new TestCommands(server);
    private final TestOrganization organization = TestOrganization.create(server);
    private final String slug = organization.slug();

    @BeforeAll
    static void start() {
        server = OwnDatabase.fresh().start(Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private void create(String name) {
        organization.client(server).post("/Users", "{\"userName\":\"" + name + "\"}");
    }

    private Ended list(String... options) {
        String[] all = new String[options.length + 4];
        System.arraycopy(new String[] {"event", "list", "--organization", slug}, 0, all, 0, 4);
        System.arraycopy(options, 0, all, 4, options.length);
        return rollcall.run(all);
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException malformed) {
            throw new AssertionError(line, malformed);
        }
    }

    @Test
    void areListedTheOldestFirstAndByPages() {
        create("jane");
        create("joe");
        Eventually.get(() -> list("--types", "user.*").lines(), lines -> lines.size() == 3);

        Ended first = list("--types", "user.created", "--limit", "1", "--json");
        Ended second = list(
                "--types",
                "user.created",
                "--json",
                "--after",
                first.json().path("cursor").asText());

        assertThat(first.json().at("/data/userName").asText()).isEqualTo("jane");
        assertThat(second.json().at("/data/userName").asText()).isEqualTo("joe");
        assertThat(list("--types", "user.*").lines().get(0)).startsWith("TIME ");
        assertThat(list("--types", "user.erased").out()).contains("There are no such events.");
    }

    @Test
    void areRefusedWithAReason() {
        assertThat(list("--types", "user.made").err()).contains("'user.made' is no event type");
        assertThat(list("--after", "x").err()).contains("The cursor is invalid");
        assertThat(list("--limit", "0").code()).isEqualTo(2);
    }

    @Test
    void listOffboardingsAsATableAsJsonAndAsCsv() {
        String user = organization
                .client(server)
                .post("/Users", "{\"userName\":\"leaver\"}")
                .id();
        organization.client(server).delete("/Users/" + user);
        Eventually.get(
                () -> rollcall.run("event", "offboardings", slug).out(), found -> found.contains("user.deleted"));

        assertThat(rollcall.run("event", "offboardings", slug).lines().get(1)).contains("user.deleted", user);
        assertThat(rollcall.run("event", "offboardings", slug, "--json")
                        .json()
                        .path("user")
                        .asText())
                .isEqualTo(user);
        List<String> table =
                rollcall.run("event", "offboardings", slug, "--csv").lines();
        assertThat(table.get(0)).startsWith("event,type,user,requested,readable,overdue,kind,receiver");
        assertThat(table.get(1)).contains(",user.deleted," + user + ",");
        assertThat(rollcall.run("event", "offboardings", slug, "--overdue").out())
                .contains("There are no such offboardings.");
        assertThat(rollcall.run("event", "offboardings", slug, "--limit", "0").code())
                .isEqualTo(2);
    }

    @Test
    void areFollowedUntilInterrupted() throws InterruptedException {
        String cursor = list("--json", "--limit", "1").json().path("cursor").asText();
        StringWriter out = new StringWriter();
        Thread following = new Thread(() -> RollcallCommand.of(rollcall)
                .setOut(new PrintWriter(out, true))
                .execute("event", "follow", "--types", "user.*", "--organization", slug, "--after", cursor));
        following.start();
        create("jane");
        create("joe");

        List<String> lines = Eventually.get(() -> out.toString().lines().toList(), found -> found.size() == 2);
        following.interrupt();
        following.join();

        assertThat(lines)
                .extracting(line -> json(line).at("/data/userName").asText())
                .containsExactly("jane", "joe");
    }
}
