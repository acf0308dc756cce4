package io.rollcall.server.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.testing.ChainedEntries;
import io.rollcall.server.testing.OwnDatabase;
import io.rollcall.server.testing.TestCommands;
import io.rollcall.server.testing.TestCommands.Ended;
import io.rollcall.server.testing.TestOrganization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verification from a terminal: it names the first broken entry, and with a checkpoint it sees a chain that was cut off. */
class AuditVerifyCommandIT {
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

    private Ended verify(String... options) {
        return rollcall.run(
                Stream.concat(Stream.of("audit", "verify"), Stream.of(options)).toArray(String[]::new));
    }

    private List<JsonNode> json(String... arguments) {
        return rollcall.run(arguments)
                .out()
                .lines()
                .map(AuditVerifyCommandIT::read)
                .toList();
    }

    private static JsonNode read(String line) {
        try {
            return new JsonMapper().readTree(line);
        } catch (JsonProcessingException malformed) {
            throw new AssertionError(line, malformed);
        }
    }

    private void addUser(String name) {
        organization.client(server).post("/Users", "{\"userName\":\"" + name + "\"}");
        ChainedEntries.now(database, server);
    }

    private String recorded(String member) {
        return json("audit", "list", "--kind", "audit.verified", "--limit", "1", "--json")
                .get(0)
                .at(member)
                .asText();
    }

    @Test
    void namesAnEntryOfTheAuditLogThatWasAltered() {
        ChainedEntries.now(database, server);
        JsonNode entry = json("audit", "list", "--organization", slug, "--kind", "organization.created", "--json")
                .get(0);
        String id = entry.path("id").asText();
        String key = id.replace("-", "");
        database.change("UPDATE audit SET subject = CONCAT(subject, 'x') WHERE id = UNHEX(?)", key);
        try {
            Ended ended = verify();

            assertThat(ended.code()).isEqualTo(1);
            assertThat(ended.err())
                    .containsPattern("The chain of the audit log is broken: entry \\d+ \\(" + id + "\\), recorded "
                            + entry.path("time").asText().replace(".", "\\.") + ", was altered\\.");
            assertThat(ended.out()).containsPattern("audit log +\\d+ +\\d+ +0 +\\d+ +broken");
            assertThat(recorded("/outcome")).isEqualTo("failed");
            assertThat(recorded("/detail/broken/0")).contains(id);
        } finally {
            database.change(
                    "UPDATE audit SET subject = LEFT(subject, CHAR_LENGTH(subject) - 1) WHERE id = UNHEX(?)", key);
        }
        assertThat(verify().out()).containsPattern("audit log +\\d+ +\\d+ +0 +\\d+ +intact");
    }

    @Test
    void namesAnEntryOfAnOrganizationThatWasRemoved() {
        addUser("jane");
        Ended intact = verify("--organization", slug);
        assertThat(intact.code()).as(intact.err()).isZero();
        assertThat(intact.lines()).hasSize(3).last().isEqualTo("The chain is intact.");
        assertThat(recorded("/outcome") + recorded("/organization")).isEqualTo("succeeded" + slug);

        database.change(
                "DELETE FROM activity WHERE organization_id = ? AND kind = 'token.issued'",
                organization.id().value());

        Ended ended = verify("--organization", slug, "--json");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err())
                .containsPattern("The chain of the activity of " + slug
                        + " is broken: entry 1 \\([0-9a-f-]{36}\\), recorded 2[0-9T:.-]+Z, was removed\\.");
        assertThat(ended.json().at("/findings/0/kind").asText()).isEqualTo("entry-missing");
        assertThat(ended.json().at("/findings/0/position").asInt()).isEqualTo(1);
        assertThat(ended.json().path("intact").asBoolean()).isFalse();
    }

    @Test
    void findsAChainThatWasCutOffWithACheckpoint() throws IOException {
        ChainedEntries.now(database, server);
        addUser("jane");
        Path checkpoint = folder.resolve("checkpoint.json");
        Ended made = rollcall.run("audit", "checkpoint", "--output", checkpoint.toString());
        assertThat(made.out()).contains("ends of chains to " + checkpoint);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(checkpoint)))
                .isEqualTo("rw-------");
        String[] compared = {"--organization", slug, "--checkpoint", checkpoint.toString()};
        addUser("john");
        assertThat(verify(compared).code()).isZero();

        database.change(
                "DELETE FROM chain_blocks WHERE organization_id = ? AND position >= 2",
                organization.id().value());
        database.change(
                "DELETE FROM activity WHERE organization_id = ? AND kind = 'user.created'",
                organization.id().value());

        assertThat(verify("--organization", slug).code()).isZero();
        Ended ended = verify(compared);
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err())
                .containsPattern("activity of " + slug + " is broken: entry 1 \\([0-9a-f-]{36}\\), recorded .*Z, is the"
                        + " end of the chain, before the checkpoint");
        assertThat(verify("--checkpoint", checkpoint.toString()).err()).contains("activity of " + slug + " is broken");
    }

    @Test
    void printsTheEndOfEveryChain() {
        ChainedEntries.now(database, server);

        JsonNode checkpoint = json("audit", "checkpoint").get(0);

        assertThat(checkpoint.path("rollcallCheckpoint").asInt()).isEqualTo(1);
        assertThat(checkpoint.at("/chains/0/organization").asInt()).isZero();
        assertThat(checkpoint.path("chains"))
                .filteredOn(chain ->
                        chain.path("organization").asLong() == organization.id().value())
                .hasSize(1)
                .allSatisfy(chain -> {
                    assertThat(chain.path("position").asInt()).isEqualTo(2);
                    assertThat(chain.path("hash").asText()).hasSize(64);
                    assertThat(chain.path("newest").asText()).startsWith("20");
                });
    }

    @Test
    void refusesAFileThatIsNoCheckpoint() throws IOException {
        Path file = Files.writeString(folder.resolve("x.json"), "{\"rollcallCheckpoint\":1}");
        assertThat(verify("--checkpoint", file.toString()).err()).startsWith("This is no checkpoint.");
        assertThat(verify("--checkpoint", folder.resolve("y").toString()).err()).startsWith("There is no file");
        Files.write(file, new byte[] {(byte) 0xff});
        assertThat(verify("--checkpoint", file.toString()).err()).contains("cannot be read as text");
        assertThat(verify("--checkpoint", folder.toString()).code()).isEqualTo(1);
        assertThat(verify("--organization", "nobody").code()).isEqualTo(1);
    }
}
