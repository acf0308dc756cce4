package io.rollcall.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.activity.ActivityQuery;
import io.rollcall.server.audit.chain.ChainReport;
import io.rollcall.server.audit.chain.Chainer;
import io.rollcall.server.audit.chain.Checkpoint;
import io.rollcall.server.audit.chain.Finding;
import io.rollcall.server.audit.chain.Finding.Kind;
import io.rollcall.server.audit.chain.Head;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.organizations.OrganizationDeletion;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.OwnDatabase;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.Together;
import io.rollcall.server.users.Erasure;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each entry is chained once, by any server, and every later modification is detected. */
class ChainIT {
    private static final Map<String, String> SOON =
            Map.of("audit.chain-every-seconds", "1", "audit.chain-after-seconds", "0");

    private static OwnDatabase database;
    private static RunningServer server;

    private final TestOrganization organization = TestOrganization.create(server);
    private final ScimClient client = organization.client(server);
    private final Verification verification = server.component(Verification.class);

    @BeforeAll
    static void start() {
        database = OwnDatabase.fresh();
        server = database.start(SOON);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Actor operator() {
        return Actor.operator();
    }

    private ChainReport chained(OrganizationId chain, long entries) {
        return Eventually.get(
                () -> verification.verify(chain),
                report -> report.end().position() >= entries && report.waiting() == 0);
    }

    private String addUser(String name) {
        return client.post("/Users", "{\"userName\":\"" + name + "\",\"title\":\"Boss\"}")
                .id();
    }

    private long chainOfThree() {
        addUser("one");
        addUser("two");
        addUser("three");
        ChainReport report = chained(organization.id(), 5);
        assertThat(report.findings()).isEmpty();
        return report.end().position();
    }

    private UUID entry(ActivityKind kind) {
        return server.component(Activity.class).list(organization.id(), ActivityQuery.newest(10)).stream()
                .filter(entry -> entry.kind() == kind)
                .findFirst()
                .orElseThrow()
                .id();
    }

    private void change(String sql, UUID id) {
        database.change(
                sql,
                organization.id().value(),
                HexFormat.of().parseHex(id.toString().replace("-", "")));
    }

    private List<Kind> findings() {
        return verification.verify(organization.id()).findings().stream()
                .map(Finding::kind)
                .toList();
    }

    @Test
    void chainsEveryEntryOnceWhileSeveralServersWriteAndChain() {
        try (RunningServer other = database.start(SOON)) {
            ScimClient there = organization.client(other);
            Together.run(8, thread -> {
                for (int number = 0; number < 15; number++) {
                    ScimClient one = number % 2 == 0 ? client : there;
                    one.post("/Users", "{\"userName\":\"user" + thread + "-" + number + "\"}");
                    server.component(Chainer.All.class).run();
                    other.component(Chainer.All.class).run();
                }
                return thread;
            });

            // With no time to commit before they are chained, some came late.
            lookBack();
            ChainReport report = chained(organization.id(), 122);

            assertThat(report.findings()).isEmpty();
            assertThat(report.end().position()).isEqualTo(122);
        }
    }

    @Test
    void goesOnAfterTheServerThatHeldTheLeaseWasKilled() {
        chainOfThree();
        database.change("UPDATE chainers SET holder = 'killed', fence = fence + 1,"
                + " expires = UTC_TIMESTAMP(3) + INTERVAL 2 SECOND");
        assertThat(server.component(Chainer.All.class).run()).isZero();
        addUser("four");

        ChainReport report = chained(organization.id(), 6);

        assertThat(report.findings()).isEmpty();
        assertThat(report.end().position()).isEqualTo(6);
    }

    @Test
    void namesAnAlteredARemovedAndAnInsertedEntry() {
        chainOfThree();
        UUID altered = entry(ActivityKind.ORGANIZATION_CREATED);
        UUID removed = entry(ActivityKind.TOKEN_ISSUED);
        change("UPDATE activity SET actor_name = 'Somebody' WHERE organization_id = ? AND id = ?", altered);
        change("DELETE FROM activity WHERE organization_id = ? AND id = ?", removed);
        change(
                "INSERT INTO activity SELECT organization_id, UNHEX('01800000000070008000000000000001'), '2023-01-01',"
                        + " kind, status, user_id, subject, actor_kind, actor_name, address, user_agent, request_id, detail,"
                        + " changes, seal FROM activity WHERE organization_id = ? AND id = ?",
                altered);

        List<Finding> findings = verification.verify(organization.id()).findings();

        assertThat(findings)
                .extracting(Finding::kind)
                .containsExactly(Kind.ENTRY_ALTERED, Kind.ENTRY_MISSING, Kind.ENTRY_NOT_CHAINED);
        assertThat(findings.get(0).entry()).contains(altered);
        assertThat(findings.get(1).entry()).contains(removed);
        assertThat(findings.get(1).sentence()).isEqualTo("Entry 1 (" + removed + ") was removed.");
    }

    @Test
    void staysIntactWhenAUserIsErasedAndSeesTextsThatWereErasedByHand() {
        UserId jane = UserId.parse(addUser("jane.maiden")).orElseThrow();
        client.post("/Users", "{\"userName\":\"jane.maiden\"}");
        addUser("other");
        chained(organization.id(), 6);
        server.component(Erasure.class).erase(organization.id(), jane, operator());

        ChainReport report = chained(organization.id(), 7);
        assertThat(report.findings()).isEmpty();
        // Her creation, the refusal that names her, and her deletion.
        assertThat(report.erased()).isEqualTo(3);
        assertThat(database.rows(organization.id()).columnsTelling("maiden")).isEmpty();

        UUID other = entry(ActivityKind.USER_CREATED);
        change(
                "UPDATE activity SET subject = 'erased user', seal = UNHEX(SHA2('x', 256))"
                        + " WHERE organization_id = ? AND id = ?",
                other);
        assertThat(findings()).containsExactly(Kind.ENTRY_ALTERED);
    }

    @Test
    void chainsEntriesOfOlderServersWithASealOfTheirOwn() {
        database.change(
                "INSERT INTO activity SELECT organization_id, UNHEX(CONCAT('0190000000007000', LPAD(HEX(seq), 16, '0'))),"
                        + " UTC_TIMESTAMP(3), kind, status, user_id, subject, actor_kind, actor_name, address, user_agent,"
                        + " request_id, detail, changes, NULL FROM activity JOIN seq_1_to_250"
                        + " WHERE organization_id = ? AND kind = 'organization.created'",
                organization.id().value());

        ChainReport report = chained(organization.id(), 252);

        assertThat(report.findings()).isEmpty();
        assertThat(database.rows(organization.id()).count("activity", "seal IS NULL"))
                .isZero();
    }

    /** Has the next search for late entries begin now. */
    private static void lookBack() {
        database.change("UPDATE chainers SET looked_back = looked_back - INTERVAL 6 MINUTE");
    }

    @Test
    void findsAnEntryThatWasCommittedLate() {
        chainOfThree();
        addUser("later");
        chained(organization.id(), 6);
        database.change(
                "INSERT INTO activity SELECT organization_id, UNHEX(CONCAT(HEX(LEFT(id, 8)), '8000000000000001')),"
                        + " occurred - INTERVAL 1 SECOND, kind, status, user_id, subject, actor_kind, actor_name, address,"
                        + " user_agent, request_id, detail, changes, seal FROM activity"
                        + " WHERE organization_id = ? AND kind = 'organization.created'",
                organization.id().value());
        assertThat(verification.verify(organization.id()).waiting()).isOne();
        lookBack();

        ChainReport report = chained(organization.id(), 7);

        assertThat(report.findings()).isEmpty();
        assertThat(report.end().position()).isEqualTo(7);
        assertThat(report.waiting()).isZero();
    }

    @Test
    void provesThatAChainExtendsACheckpointAndThatItWasTruncatedOrRewritten() {
        chainOfThree();
        Head head = head();
        addUser("four");
        chained(organization.id(), 6);
        assertThat(verification.check(head)).isEmpty();

        Head rewritten = new Head(
                head.chain(),
                head.position(),
                verification.checkpoint().heads().get(0).hash(),
                head.newest());
        assertThat(verification.check(rewritten)).map(Finding::kind).contains(Kind.REWRITTEN);
        Head longer = new Head(head.chain(), 1_000, head.hash(), head.newest());
        assertThat(verification.check(longer)).map(Finding::kind).contains(Kind.TRUNCATED);
    }

    private Head head() {
        Checkpoint checkpoint = verification.checkpoint();
        return checkpoint.heads().stream()
                .filter(end -> end.chain().equals(organization.id()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void endsWithItsOrganizationAndLeavesTheLastHashInTheAuditLog() {
        chainOfThree();
        Head head = head();

        server.component(OrganizationDeletion.class).delete(organization.id(), organization.slug(), operator());

        AuditEntry deleted =
                server.component(Audit.class).list(AuditQuery.of(AuditKind.ORGANIZATION_DELETED, 10)).stream()
                        .filter(entry -> entry.slug().equals(organization.slug()))
                        .findFirst()
                        .orElseThrow();
        assertThat(deleted.organization()).contains(organization.id());
        assertThat(deleted.detail()).contains("\"chainPosition\":", "\"chainHash\":", "\"rows\":");
        assertThat(database.rows(organization.id()).count("chain_blocks")).isZero();
        assertThat(verification.check(head)).isEmpty();
        assertThat(verification.chains()).doesNotContain(organization.id());
    }

    @Test
    void chainsTheAuditLogInAnOrderThatReadersCanGoOnFrom() {
        Audit audit = server.component(Audit.class);
        long before = verification.verify(Head.AUDIT).end().position();
        audit.record(
                AuditEvent.of(AuditKind.USERS_EXPORTED, operator(), "first").in(organization.id()));
        audit.record(
                AuditEvent.of(AuditKind.USERS_EXPORTED, operator(), "second").in(organization.id()));

        List<AuditEntry.Chained> read = Eventually.get(
                () -> audit.chained(before, 1_000).stream()
                        .filter(one -> one.entry().slug().equals(organization.slug()))
                        .filter(one -> one.entry().kind() == AuditKind.USERS_EXPORTED)
                        .toList(),
                some -> some.size() == 2);

        assertThat(read).extracting(one -> one.entry().subject()).containsExactly("first", "second");
        assertThat(audit.chained(read.get(1).position(), 1)).containsExactly(read.get(1));
        assertThat(verification.verify(Head.AUDIT).findings()).isEmpty();
    }
}
