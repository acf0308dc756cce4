package io.rollcall.server.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.cli.RollcallCommand;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.testing.ChainedEntries;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.OwnDatabase;
import io.rollcall.server.testing.TestCommands;
import io.rollcall.server.testing.TestCommands.Ended;
import io.rollcall.server.testing.TestOrganization;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The audit log from a terminal: read, exported, verified. */
class AuditCommandIT {
    private static OwnDatabase database;
    private static RunningServer server;

    private final TestCommands rollcall = new TestCommands(server);
    private final TestOrganization organization = TestOrganization.create(server);
    private final String slug = organization.slug();

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        database = OwnDatabase.fresh();
        server = database.start(ChainedEntries.SOON);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private Ended run(String... arguments) {
        Ended ended = rollcall.run(arguments);
        assertThat(ended.code()).as(ended.err()).isZero();
        return ended;
    }

    private void suspendAndResume() {
        run("organization", "suspend", slug);
        run("organization", "resume", slug);
    }

    private List<JsonNode> list(String... options) {
        String[] arguments = Stream.concat(
                        Stream.of("audit", "list", "--organization", slug, "--json"), Stream.of(options))
                .toArray(String[]::new);
        return read(run(arguments).out());
    }

    private List<String> kinds(String... options) {
        return list(options).stream().map(entry -> entry.path("kind").asText()).toList();
    }

    private static List<JsonNode> read(String lines) {
        return lines.lines().map(AuditCommandIT::json).toList();
    }

    private static JsonNode json(String line) {
        try {
            return new JsonMapper().readTree(line);
        } catch (JsonProcessingException malformed) {
            throw new AssertionError(line, malformed);
        }
    }

    private static JsonNode without(JsonNode entry, String member) {
        return ((ObjectNode) entry.deepCopy()).without(member);
    }

    @Test
    void listsTheNewestEntryFirst() {
        suspendAndResume();

        Ended ended = run("audit", "list", "--organization", slug, "--limit", "2");

        assertThat(ended.lines().get(0)).matches("TIME +EVENT +OUTCOME +ORGANIZATION +TARGET +ACTOR +ID");
        assertThat(ended.lines().get(1)).contains("organization.resumed", "succeeded", slug, " (command)");
        assertThat(ended.lines().get(2)).contains("organization.suspended");
        String oldest = list("--limit", "2").get(1).path("id").asText();
        assertThat(ended.lines().get(3)).isEqualTo("There may be more: --after " + oldest);
        assertThat(kinds("--after", oldest)).containsExactly("token.issued", "organization.created");
        assertThat(run("audit", "list", "--organization", "nobody").out())
                .isEqualTo("There are no such entries in the audit log." + System.lineSeparator());
    }

    @Test
    void selectsByKindActorOutcomeAndTime() {
        suspendAndResume();

        assertThat(kinds("--kind", "organization.suspended")).containsExactly("organization.suspended");
        assertThat(kinds("--actor", "Command line")).containsExactly("organization.resumed", "organization.suspended");
        assertThat(kinds("--actor", "Command")).isEmpty();
        assertThat(kinds("--outcome", "failed")).isEmpty();
        assertThat(kinds("--outcome", "succeeded", "--from", "1h")).hasSize(4);
        assertThat(kinds("--to", "1h")).isEmpty();
        assertThat(kinds("--from", Instant.now().plusSeconds(60).toString())).isEmpty();
    }

    @Test
    void showsAnEntryWhoseKindWasAlteredOrIsOfANewerServer() {
        database.change(
                "INSERT INTO audit SELECT UNHEX(REPLACE(UUID(), '-', '')), '2000-01-01', 'x', 'y', 'z', actor_name, address,"
                        + " user_agent, request_id, os_user, host, organization, organization_slug, subject, 'no JSON', seal"
                        + " FROM audit WHERE organization_slug = ? AND kind = 'organization.created'",
                slug);
        try {
            JsonNode altered = list().stream()
                    .filter(entry -> entry.path("time").asText().startsWith("2000"))
                    .findFirst()
                    .orElseThrow();
            assertThat(altered.path("kind").asText()).isEqualTo("unknown");
            assertThat(altered.at("/detail/text").asText()).isEqualTo("no JSON");
        } finally {
            database.change("DELETE FROM audit WHERE organization_slug = ? AND kind = 'x'", slug);
        }
    }

    @Test
    void exportsAPrivateFileInTheOrderOfTheChainAndRecordsIt() throws IOException {
        suspendAndResume();
        ChainedEntries.now(database, server);
        Path file = folder.resolve("audit.jsonl");

        Ended ended = run("audit", "export", "--output", file.toString());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        List<JsonNode> lines = read(Files.readString(file));
        assertThat(ended.out()).contains("Wrote %,d entries to ".formatted(lines.size()));
        assertThat(lines)
                .extracting(line -> line.path("position").asLong())
                .isSorted()
                .doesNotHaveDuplicates();
        List<JsonNode> ours = lines.stream()
                .filter(line -> line.path("organization").asText().equals(slug))
                .map(line -> without(line, "position"))
                .toList();
        assertThat(ours).hasSize(4).containsExactlyInAnyOrderElementsOf(list());
        JsonNode recorded = json(
                run("audit", "list", "--kind", "audit.exported", "--actor", "Command line", "--limit", "1", "--json")
                        .out());
        assertThat(recorded.at("/actor/kind").asText()).isEqualTo("operator");
        assertThat(recorded.at("/actor/osUser").asText()).contains(System.getProperty("user.name"));
    }

    @Test
    void exportsWhatComesAfterAPositionAndOfAPeriodOnly() {
        ChainedEntries.now(database, server);
        List<JsonNode> before = read(run("audit", "export").out());
        String last = before.get(before.size() - 1).path("position").asText();
        suspendAndResume();
        ChainedEntries.now(database, server);

        assertThat(read(run("audit", "export", "--after", last).out()))
                .filteredOn(line -> line.path("organization").asText().equals(slug))
                .extracting(line -> line.path("kind").asText())
                .containsExactly("organization.suspended", "organization.resumed");
        assertThat(read(run("audit", "export", "--from", "1h", "--after", last).out()))
                .extracting(line -> line.path("kind").asText())
                .contains("organization.suspended", "organization.resumed");
        assertThat(run("audit", "export", "--to", "1h").out()).doesNotContain(slug);
    }

    @Test
    void followsUntilItIsInterrupted() throws InterruptedException {
        StringWriter out = new StringWriter();
        AtomicInteger code = new AtomicInteger(-1);
        Thread follower = new Thread(() -> {
            CommandLine commands = RollcallCommand.of(rollcall);
            commands.setOut(new PrintWriter(out));
            code.set(commands.execute("audit", "export", "--follow"));
        });
        ChainedEntries.now(database, server);
        follower.start();
        assertThat(Eventually.get(out::toString, text -> text.contains(slug))).contains(slug);

        run("organization", "suspend", slug);
        ChainedEntries.now(database, server);

        assertThat(Eventually.get(out::toString, text -> ofOurs(text, "organization.suspended")))
                .matches(text -> ofOurs(text, "organization.suspended"));
        follower.interrupt();
        follower.join(10_000);
        assertThat(code.get()).isZero();
    }

    private boolean ofOurs(String text, String kind) {
        return text.lines().anyMatch(line -> line.contains(kind) && line.contains('"' + slug + '"'));
    }

    @Test
    void saysWhatIsWrongWithAnOption() {
        assertUsage("'x' is no kind of audit entry", "list", "--kind", "x");
        assertUsage("'x' is no outcome. There are succeeded and failed.", "list", "--outcome", "x");
        assertUsage("--limit is 0", "list", "--limit", "0");
        assertUsage("--after is -2", "export", "--after", "-2");
        assertUsage("--follow writes to standard output", "export", "--follow", "--output", "audit.jsonl");
        assertUsage("--to is an end", "export", "--follow", "--to", "1h");
    }

    private void assertUsage(String words, String... arguments) {
        Ended ended = rollcall.run(
                Stream.concat(Stream.of("audit"), Stream.of(arguments)).toArray(String[]::new));
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains(words);
    }
}
