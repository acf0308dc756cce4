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
 * The MariaDB of all tests of this JVM, empty at first: the one that the environment names ({@code
 * ROLLCALL_TEST_DATABASE_URL}, {@code _USER}, {@code _PASSWORD}), or an embedded one below {@code target}. Each test makes an
 * organization of its own in it, so none cleans up.
 */
public final class TestDatabase {
    private TestDatabase() {}

    /** How to reach it, with the schema in place. */
    public static DatabaseConfig shared() {
        return Holder.CONFIG;
    }

    /** The settings that make a server use it. */
    public static Map<String, String> settings() {
        return settings(shared());
    }

    static Map<String, String> settings(DatabaseConfig config) {
        return Map.of(
                "database.url", config.url().orElseThrow(),
                "database.user", config.user(),
                "database.password", config.password());
    }

    /** A connection past the server, to look at rows. */
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
