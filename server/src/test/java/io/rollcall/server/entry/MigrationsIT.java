package io.rollcall.server.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.server.config.Settings;
import io.rollcall.server.database.ConnectionPool;
import io.rollcall.server.database.DatabaseConfig;
import io.rollcall.server.database.Migrations;
import io.rollcall.server.database.embedded.EmbeddedMariaDb;
import io.rollcall.server.kernel.StartupProblem;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.RollcallProgram;
import io.rollcall.server.testing.Together;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The schema is brought up to date by one server, while others wait for it, and never back. */
class MigrationsIT {
    private static final Path FOLDER = Path.of("target", "migrations-test").toAbsolutePath();
    private static final String HISTORY =
            "INSERT INTO schema_history (installed_rank, version, description, type, script,"
                    + " checksum, installed_by, execution_time, success) VALUES (999, '%1$s', '%2$s', 'SQL', 'V%1$s__%2$s.sql', 0,"
                    + " 'rollcall', 1, %3$s)";

    /** The script that was applied last. */
    private static final String LATEST = " WHERE version IS NOT NULL ORDER BY installed_rank DESC LIMIT 1";

    private static EmbeddedMariaDb database;
    private static DatabaseConfig config;

    @BeforeAll
    static void startADatabaseOfItsOwn() {
        DatabaseConfig defaults =
                DatabaseConfig.read(Settings.load(System.getenv(), Map.of("data.dir", FOLDER.toString())));
        database = EmbeddedMariaDb.start(defaults);
        config = database.reach(defaults);
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void empty() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("DROP DATABASE rollcall");
            statement.executeUpdate("CREATE DATABASE rollcall CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin");
        }
    }

    @Test
    void areAppliedOnceHoweverManyServersStartAtOnce() throws Exception {
        List<Integer> applied = Together.run(4, server -> migrations("").migrate());

        assertThat(applied).anyMatch(scripts -> scripts > 0);
        assertThat(number("SELECT COUNT(*) FROM schema_history WHERE success AND version IS NOT NULL"))
                .isEqualTo(scripts());
        assertThat(number("SELECT COUNT(DISTINCT version) FROM schema_history")).isEqualTo(scripts());
        assertThat(migrations("").migrate()).isZero();
    }

    @Test
    void waitForAnotherServerLongerThanARequestWaitsForTheDatabase() throws SQLException {
        migrations("").migrate();
        change("DELETE FROM schema_history" + LATEST);
        try (Connection other = connect();
                Statement statement = other.createStatement()) {
            statement.execute("SELECT GET_LOCK('" + lock() + "', 1)");
            CompletableFuture<Integer> waiting = CompletableFuture.supplyAsync(
                    () -> migrations("?socketTimeout=500").migrate());
            Eventually.pause(Duration.ofMillis(1_200));
            assertThat(waiting).isNotDone();
            statement.execute("SELECT RELEASE_LOCK('" + lock() + "')");
            assertThat(waiting.join()).isPositive();
        }
    }

    @Test
    void goOnAfterOneThatFailed() throws Exception {
        migrations("").migrate();
        change("DELETE FROM schema_history" + LATEST);
        change("UPDATE schema_history SET success = FALSE" + LATEST);

        migrations("").migrate();

        assertThat(number("SELECT COUNT(*) FROM schema_history WHERE NOT success"))
                .isZero();
        assertThat(number("SELECT COUNT(*) FROM schema_history WHERE success AND version IS NOT NULL"))
                .isEqualTo(scripts());
    }

    @Test
    void keepRehireByNameOnlyWhereAnAdministratorChoseIt() throws Exception {
        migrations("").migrate();
        for (String organization : List.of("1, 'default', 'SAME_ID'", "2, 'chosen', 'SAME_ID'", "3, 'new', 'NEW_ID'")) {
            change("INSERT INTO organizations (id, slug, rehire, name, scim_enabled, created) VALUES (" + organization
                    + ", 'x', TRUE, NOW(3))");
        }
        String entry =
                "INSERT INTO activity (organization_id, id, occurred, kind, status, subject, actor_kind, actor_name,"
                        + " address, user_agent, request_id, detail, changes) VALUES (%d, UNHEX(REPLACE(UUID(), '-', '')), NOW(3), '%s', 200, 'x', 'OPERATOR', 'x',"
                        + " '', '', '', '', '%s')";
        change(entry.formatted(1, "organization.changed", "{\"name\":{\"before\":\"SAME_ID\",\"after\":\"SAME_ID\"}}"));
        change(entry.formatted(1, "organization.suspended", ""));
        change(entry.formatted(
                2, "organization.changed", "{\"rehire\":{\"before\":\"NEW_ID\",\"after\":\"SAME_ID\"}}"));
        change(entry.formatted(
                3, "organization.changed", "{\"rehire\":{\"before\":\"SAME_ID\",\"after\":\"NEW_ID\"}}"));
        change("DELETE FROM schema_history WHERE version >= '055'");

        migrations("").migrate();

        assertThat(number("SELECT COUNT(*) FROM organizations WHERE (slug, rehire) IN"
                        + " (('default', 'SAME_ID'), ('chosen', 'SAME_ID_BY_NAME'), ('new', 'NEW_ID'))"))
                .isEqualTo(3);
    }

    @Test
    void areNotUndoneByAnOlderServerWhichRefusesToStart() throws SQLException {
        migrations("").migrate();
        change(HISTORY.formatted("999", "to_come", "TRUE"));

        RollcallProgram older = RollcallProgram.on(FOLDER, 0)
                .with("ROLLCALL_DATABASE_URL", config.url().orElseThrow())
                .with("ROLLCALL_DATABASE_PASSWORD", config.password());
        ServerProcessIT.assertRefused(older.run(), "set up by a newer Rollcall (V999__to_come.sql)");
    }

    @Test
    void areRefusedIfOneWasEditedAfterItWasApplied() throws SQLException {
        migrations("").migrate();
        change("UPDATE schema_history SET checksum = checksum + 1 WHERE script = 'V001__organizations.sql'");

        assertThatThrownBy(() -> migrations("").migrate())
                .isInstanceOf(StartupProblem.class)
                .hasMessageContaining("V001__organizations.sql")
                .hasMessageContaining("must never be edited");
    }

    @Test
    void haveTheChecksumsThatFlywayWroteSoThatTheNextStartNeedsNoFlyway() throws Exception {
        migrations("").migrate();
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            // Flyway would have to write to its history; the fast check only reads.
            statement.execute("LOCK TABLES schema_history READ");
            assertThat(migrations("?socketTimeout=2000").migrate()).isZero();
        }
    }

    /** As Flyway calls its lock: by the table of its history. */
    private static String lock() {
        return "Flyway-" + "`rollcall`.`schema_history`".hashCode();
    }

    private static Migrations migrations(String parameters) {
        return new Migrations(ConnectionPool.patient(
                config.at(config.url().orElseThrow() + parameters, config.user(), config.password())));
    }

    private static long scripts() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("..", "sql"))) {
            return files.filter(file -> file.toString().endsWith(".sql")).count();
        }
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(config.url().orElseThrow(), config.user(), config.password());
    }

    private static void change(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static long number(String sql) throws SQLException {
        try (Connection connection = connect();
                ResultSet row = connection.createStatement().executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
