package io.rollcall.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.server.config.Settings;
import io.rollcall.server.database.embedded.EmbeddedMariaDb;
import io.rollcall.server.kernel.StartupProblem;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mariadb.jdbc.MariaDbDataSource;

/** The schema only moves forward, by one server at a time. */
class MigrationsIT {
    @TempDir
    private static Path folder;

    private static EmbeddedMariaDb mariaDb;
    private static DatabaseConfig config;

    @BeforeAll
    static void startMariaDb() {
        DatabaseConfig read = DatabaseConfig.read(Settings.load(Map.of(), Map.of("data.dir", folder.toString())));
        mariaDb = EmbeddedMariaDb.start(read.dataDir(), read.embedded());
        config = mariaDb.reach(read);
    }

    @AfterAll
    static void stopMariaDb() {
        mariaDb.close();
    }

    @BeforeEach
    void emptyDatabase() throws SQLException {
        execute("DROP DATABASE rollcall", "CREATE DATABASE rollcall CHARACTER SET utf8mb4");
    }

    @Test
    void areAppliedOnceWhereSeveralServersStartAtOnce() throws SQLException {
        List<CompletableFuture<Integer>> starting = IntStream.range(0, 3)
                .mapToObj(server ->
                        CompletableFuture.supplyAsync(() -> migrations().migrate()))
                .toList();
        int applied = starting.stream().mapToInt(CompletableFuture::join).sum();
        assertThat(applied).isPositive();
        assertThat(migrations().migrate()).isZero();
        assertThat(count("SELECT COUNT(*) FROM rollcall.schema_history WHERE version IS NOT NULL"))
                .isEqualTo(applied);
    }

    @Test
    void refuseADatabaseOfANewerServerAndLeaveItAsItIs() throws SQLException {
        migrations().migrate();
        execute("INSERT INTO rollcall.schema_history (installed_rank, version, description, type, script,"
                + " installed_by, execution_time, success) VALUES (999, '999', 'from the future', 'SQL',"
                + " 'V999__from_the_future.sql', 'test', 1, 1)");
        assertThatThrownBy(() -> migrations().migrate())
                .isInstanceOf(StartupProblem.class)
                .hasMessage(
                        "The database was set up by a newer Rollcall (V999__from_the_future.sql). Start that version"
                                + " or a later one: this one could damage the data.");
        assertThat(count("SELECT COUNT(*) FROM rollcall.schema_history WHERE version = '999'"))
                .isEqualTo(1);
    }

    private static Migrations migrations() {
        return new Migrations(database());
    }

    private static MariaDbDataSource database() {
        try {
            MariaDbDataSource database = new MariaDbDataSource(config.url().orElseThrow());
            database.setUser(config.user());
            database.setPassword(config.password());
            return database;
        } catch (SQLException wrongUrl) {
            throw new IllegalStateException(wrongUrl);
        }
    }

    private static void execute(String... statements) throws SQLException {
        try (Connection connection = database().getConnection()) {
            for (String statement : statements) {
                connection.createStatement().execute(statement);
            }
        }
    }

    private static int count(String query) throws SQLException {
        try (Connection connection = database().getConnection();
                var row = connection.createStatement().executeQuery(query)) {
            row.next();
            return row.getInt(1);
        }
    }
}
