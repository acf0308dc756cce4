package io.rollcall.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.audit.chain.ChainReport;
import io.rollcall.server.audit.chain.Chainer;
import io.rollcall.server.audit.chain.Finding;
import io.rollcall.server.audit.chain.Head;
import io.rollcall.server.config.Settings;
import io.rollcall.server.database.DatabaseConfig;
import io.rollcall.server.database.embedded.EmbeddedMariaDb;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.retention.Retention;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.SettableClock;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pruning leaves no gap in a chain, removal by hand does. Uses a database of its own, since it prunes everything. */
class PruningIT {
    private final SettableClock clock = new SettableClock();

    @TempDir
    private Path folder;

    @Test
    void keepsChainsProvableAndSeesWhatIsRemovedByHand() throws SQLException {
        DatabaseConfig defaults = DatabaseConfig.read(Settings.load(
                System.getenv(), Map.of("data.dir", folder.resolve("data").toString())));
        try (EmbeddedMariaDb database = EmbeddedMariaDb.start(defaults)) {
            DatabaseConfig config = database.reach(defaults);
            clock.advance(Duration.ofDays(-1_000));
            TestOrganization organization;
            Head early;
            try (RunningServer server = start(config)) {
                awaitTheOnlyRoundOfItsOwn(server);
                organization = TestOrganization.create(server);
                organization.client(server).post("/Users", "{\"userName\":\"old\"}");
                early = chained(server, organization, 3).end();
                clock.advance(Duration.ofDays(200));
                organization.client(server).post("/Users", "{\"userName\":\"newer\"}");
                organization.client(server).post("/Users", "{\"userName\":\"newest\"}");
                assertThat(chained(server, organization, 5).end().position()).isEqualTo(5);
                clock.advance(Duration.ofDays(60));
                assertThat(server.component(Activity.class)
                                .prune(server.component(Retention.class), Duration.ofDays(100)))
                        .isEqualTo(3);
                assertThat(server.component(Audit.class).prune(server.component(Retention.class), Duration.ofDays(100)))
                        .isPositive();
                assertThat(readableAfterPruning(server)).hasSize(1);
                server.component(AuditUpkeep.class).run();
                Verification verification = server.component(Verification.class);
                ChainReport report = chained(server, organization, 5);
                assertThat(report.findings()).isEmpty();
                assertThat(report.begins()).isEqualTo(3);
                assertThat(report.prunedBefore()).contains(clock.instant().minus(Duration.ofDays(100)));
                assertThat(verification.check(early)).isEmpty();
                ChainReport audit = Eventually.get(
                        () -> {
                            server.component(Chainer.All.class).run();
                            server.component(AuditUpkeep.class).run();
                            return verification.verify(Head.AUDIT);
                        },
                        one -> one.waiting() == 0 && one.begins() > 0);
                assertThat(audit.findings()).isEmpty();
                assertThat(audit.begins()).isPositive();
            }
            try (Connection connection =
                    DriverManager.getConnection(config.url().orElseThrow(), config.user(), config.password())) {
                connection.createStatement().executeUpdate("DELETE FROM activity WHERE subject = 'newer'");
            }
            try (RunningServer server = start(config)) {
                assertThat(server.component(Verification.class)
                                .verify(organization.id())
                                .findings())
                        .extracting(Finding::kind)
                        .containsExactly(Finding.Kind.ENTRY_MISSING);
            }
        }
    }

    /** Later entries have one time, and are chained together by the test: a round between them would take them out of order. */
    private static void awaitTheOnlyRoundOfItsOwn(RunningServer server) {
        assertThat(Eventually.get(
                        () -> server.component(Verification.class)
                                .verify(Head.AUDIT)
                                .end()
                                .position(),
                        position -> position > 0))
                .isPositive();
    }

    /** Pruned entries at the beginning of the chain are no end for its readers. */
    private static List<AuditEntry.Chained> readableAfterPruning(RunningServer server) {
        return Eventually.get(
                () -> {
                    server.component(Chainer.All.class).run();
                    return server.component(Audit.class).chained(0, 1);
                },
                entries -> !entries.isEmpty());
    }

    private static ChainReport chained(RunningServer server, TestOrganization organization, long entries) {
        return Eventually.get(
                () -> {
                    server.component(Chainer.All.class).run();
                    return server.component(Verification.class).verify(organization.id());
                },
                report -> report.end().position() == entries);
    }

    private RunningServer start(DatabaseConfig config) {
        return TestServer.start(
                Map.of(
                        "database.url", config.url().orElseThrow(),
                        "database.user", config.user(),
                        "database.password", config.password(),
                        "audit.chain-every-seconds", "3600",
                        "audit.chain-after-seconds", "0"),
                clock);
    }
}
