package io.rollcall.server.testing;

import io.rollcall.server.config.Settings;
import io.rollcall.server.database.DatabaseConfig;
import io.rollcall.server.database.Migrations;
import io.rollcall.server.database.embedded.EmbeddedMariaDb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.mariadb.jdbc.MariaDbDataSource;

/**
 * The MariaDB of all tests of this JVM, empty at first: the one that the environment names ({@code
 * ROLLCALL_TEST_DATABASE_URL}, {@code _USER}, {@code _PASSWORD}), or an embedded one below {@code target}. Each test makes an
 * organization of its own in it, so none cleans up.
 */
public final class TestDatabase {
    private static final Path FOLDER = Path.of(
                    "target", "test-database-" + System.getProperty("rollcall.test.fork", "1"))
            .toAbsolutePath();

    private TestDatabase() {}

    /** How to reach it, with the schema in place. */
    public static DatabaseConfig shared() {
        return Holder.CONFIG;
    }

    /** The settings that make a server use it. */
    public static Map<String, String> settings() {
        return Map.of(
                "database.url", shared().url().orElseThrow(),
                "database.user", shared().user(),
                "database.password", shared().password());
    }

    /** A connection past the server, to look at rows. */
    public static Connection connect() throws SQLException {
        DatabaseConfig config = shared();
        return DriverManager.getConnection(config.url().orElseThrow(), config.user(), config.password());
    }

    private static final class Holder {
        static final DatabaseConfig CONFIG = migrated(external().orElseGet(Holder::embedded));

        private static Optional<DatabaseConfig> external() {
            return Optional.ofNullable(System.getenv("ROLLCALL_TEST_DATABASE_URL"))
                    .map(url -> defaults()
                            .at(
                                    url,
                                    System.getenv("ROLLCALL_TEST_DATABASE_USER"),
                                    System.getenv("ROLLCALL_TEST_DATABASE_PASSWORD")));
        }

        private static DatabaseConfig embedded() {
            DatabaseConfig defaults = defaults();
            forgetEarlierRun();
            EmbeddedMariaDb database = EmbeddedMariaDb.start(defaults.dataDir(), defaults.embedded());
            Runtime.getRuntime().addShutdownHook(new Thread(database::close));
            return database.reach(defaults);
        }

        private static DatabaseConfig defaults() {
            return DatabaseConfig.read(Settings.load(System.getenv(), Map.of("data.dir", FOLDER.toString())));
        }

        /** What was unpacked stays. */
        private static void forgetEarlierRun() {
            try {
                Path data = FOLDER.resolve("mariadb");
                if (Files.exists(data)) {
                    try (Stream<Path> files = Files.walk(data)) {
                        files.sorted(Comparator.reverseOrder())
                                .forEach(file -> file.toFile().delete());
                    }
                }
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        private static DatabaseConfig migrated(DatabaseConfig config) {
            try {
                MariaDbDataSource source = new MariaDbDataSource(config.url().orElseThrow());
                source.setUser(config.user());
                source.setPassword(config.password());
                new Migrations(source).migrate();
                return config;
            } catch (SQLException failure) {
                throw new IllegalStateException(failure);
            }
        }
    }
}
