package io.rollcall.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.activity.ActivityQuery;
import io.rollcall.server.audit.chain.ChainReport;
import io.rollcall.server.database.DatabaseConfig;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.FreePort;
import io.rollcall.server.testing.RollcallProgram;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ServingProgram;
import io.rollcall.server.testing.StoredRows;
import io.rollcall.server.testing.TestDatabase;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import io.rollcall.server.users.Erasure;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Entries of megabytes, which older servers wrote, fill no heap, and new entries are short. */
@Tag("long")
class LongEntriesIT {
    private static final String JVM = "-Xmx128m -XX:+ExitOnOutOfMemoryError";
    private static final int LONG_ENTRIES = 200;
    private static final int LENGTH = 2_000_000;
    private static final int OTHERS = 3;
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final TestOrganization organization = TestOrganization.create();
    private final ScimClient client = organization.client();

    /** They would be in the way of tests that read all organizations' activity. */
    @AfterEach
    void removeLongEntries() {
        StoredRows.change(
                "DELETE FROM activity WHERE organization_id = ?",
                organization.id().value());
    }

    private static Activity activity() {
        return TestServer.shared().component(Activity.class);
    }

    private String addUserWithLongEntries(int number) {
        String id = client.post("/Users", "{\"userName\":\"jane\"}").id();
        StoredRows.change("""
                INSERT INTO activity
                SELECT organization_id, UNHEX(CONCAT(LEFT(HEX(id), 16), '88888888', LPAD(HEX(seq), 8, '0'))), occurred, 'user.changed', status,
                  user_id, subject, actor_kind, actor_name, address, user_agent, request_id, detail,
                  CONCAT('{"photos":{"before":["', REPEAT('x', %d), '"]}}'), seal
                FROM activity, seq_1_to_%d
                WHERE organization_id = ?
                  AND kind = 'user.created'""".formatted(LENGTH, number), organization.id().value());
        return id;
    }

    @Test
    void areChainedToTheEndByAProcessWithASmallHeap() throws Exception {
        addUserWithLongEntries(LONG_ENTRIES);
        try (ServingProgram server = program().serve()) {
            awaitChain(server.handle());
            assertThat(server.handle().isAlive()).isTrue();
            server.stop();
            assertThat(server.errors()).doesNotContain("java.lang.OutOfMemoryError");
        }
        ChainReport report = TestServer.shared().component(Verification.class).verify(organization.id());
        assertThat(report.findings()).isEmpty();
        assertThat(report.end().position()).isEqualTo(LONG_ENTRIES + OTHERS);
    }

    private void awaitChain(ProcessHandle server) {
        Instant end = Instant.now().plus(TIMEOUT);
        StoredRows rows = new StoredRows(organization.id());
        while (server.isAlive()
                && rows.count("chain_blocks", "position + entries >= " + (LONG_ENTRIES + OTHERS)) == 0) {
            assertThat(Instant.now()).isBefore(end);
            Eventually.pause(PAUSE);
        }
    }

    @Test
    void areListedAndReadWithoutTheirValues() {
        addUserWithLongEntries(OTHERS);
        Activity.Slice slice =
                activity().slice(organization.id(), ActivityQuery.newest(100), Activity.Slice.OF_COMMAND);
        assertThat(slice.cut()).isFalse();
        assertThat(slice.entries())
                .filteredOn(entry -> entry.kind() == ActivityKind.USER_CHANGED)
                .hasSize(OTHERS)
                .allSatisfy(
                        entry -> assertThat(entry.changes())
                                .isEqualTo(
                                        "{\"photos\":{\"before\":{\"omitted\":\"long values\"},\"after\":{\"omitted\":\"long values\"}}}"))
                .allSatisfy(entry -> assertThat(activity().get(organization.id(), entry.id()))
                        .isEqualTo(entry));
    }

    @Test
    void areErased() {
        UserId jane = new UserId(UUID.fromString(addUserWithLongEntries(OTHERS * OTHERS)));
        TestServer.shared().component(Erasure.class).erase(organization.id(), jane, Actor.operator());
        assertThat(activity().list(organization.id(), ActivityQuery.newest(100)))
                .filteredOn(entry -> entry.kind() == ActivityKind.USER_CHANGED)
                .hasSize(OTHERS * OTHERS)
                .allSatisfy(entry -> assertThat(entry.changes()).isEqualTo("{\"photos\":{}}"));
    }

    @Test
    void newOnesAreShortHoweverMuchChanges() {
        String id = client.post("/Users", "{\"userName\":\"jane\"}").id();
        assertThat(client.patch("/Users/" + id, addingPhotos()).status()).isEqualTo(200);
        assertThat(activity()
                        .list(organization.id(), ActivityQuery.newest(1))
                        .get(0)
                        .changes())
                .isEqualTo("{\"photos\":{\"after\":{\"omitted\":\"900 values\"}}}");
    }

    private static String addingPhotos() {
        return IntStream.range(0, 900)
                .mapToObj(number -> "{\"value\":\"https://example.com/" + number + "p".repeat(800) + "\"}")
                .collect(Collectors.joining(
                        ",",
                        "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],"
                                + "\"Operations\":[{\"op\":\"add\",\"path\":\"photos\",\"value\":[",
                        "]}]}"));
    }

    private static RollcallProgram program() {
        DatabaseConfig database = TestDatabase.shared();
        return RollcallProgram.on(Path.of("target", "long-entries"), FreePort.next())
                .with("JDK_JAVA_OPTIONS", JVM)
                .with("ROLLCALL_AUDIT_CHAIN_EVERY_SECONDS", "1")
                .with("ROLLCALL_AUDIT_CHAIN_AFTER_SECONDS", "0")
                .with("ROLLCALL_DATABASE_URL", database.url().orElseThrow())
                .with("ROLLCALL_DATABASE_USER", database.user())
                .with("ROLLCALL_DATABASE_PASSWORD", database.password());
    }
}
