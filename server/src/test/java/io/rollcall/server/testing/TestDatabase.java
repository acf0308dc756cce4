package io.rollcall.server.testing;

import io.rollcall.server.config.Settings;
import io.rollcall.server.database.DatabaseConfig;
import io.rollcall.server.database.Migrations;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.mariadb.jdbc.MariaDbDataSource;

/**
 * MariaDB shared by all tests of this JVM, initially empty: the one configured by the environment ({@code
 * ROLLCALL_TEST_DATABASE_URL}, {@code _USER}, {@code _PASSWORD}), or an embedded one below {@code target}. Each test creates
 * its own organization, so none needs to clean up.
 */
public final class TestDatabase {
    private TestDatabase() {}

    /** Returns the settings of the database, after applying the schema. */
    public static DatabaseConfig shared() {
        return Holder.CONFIG;
    }

    /** Returns the settings of a server that uses it. */
    public static Map<String, String> settings() {
        return settings(shared());
    }

    static Map<String, String> settings(DatabaseConfig config) {
        return Map.of(
                "database.url", config.url().orElseThrow(),
                "database.user", config.user(),
                "database.password", config.password());
    }

    /** Returns a connection to the database, to examine rows. */
    public static Connection connect() throws SQLException {
        return connect(shared());
    }

    static Connection connect(DatabaseConfig config) throws SQLException {
        return DriverManager.getConnection(config.url().orElseThrow(), config.user(), config.password());
    }

    static void migrate(DatabaseConfig config) {
        try {
            MariaDbDataSource source = new MariaDbDataSource(config.url().orElseThrow());
            source.setUser(config.user());
            source.setPassword(config.password());
            new Migrations(source).migrate();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static final class Holder {
        static final DatabaseConfig CONFIG = external().orElseGet(() -> TestMariaDb.start("test-database"));

        static {
            migrate(CONFIG);
        }

        private static Optional<DatabaseConfig> external() {
            return Optional.ofNullable(System.getenv("ROLLCALL_TEST_DATABASE_URL"))
                    .map(url -> DatabaseConfig.read(Settings.load(Map.of(), Map.of()))
                            .at(
                                    url,
                                    System.getenv("ROLLCALL_TEST_DATABASE_USER"),
                                    System.getenv("ROLLCALL_TEST_DATABASE_PASSWORD")));
        }
    }
}
