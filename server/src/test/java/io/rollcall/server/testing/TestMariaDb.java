package io.rollcall.server.testing;

import io.rollcall.server.config.Settings;
import io.rollcall.server.database.DatabaseConfig;
import io.rollcall.server.database.embedded.EmbeddedMariaDb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/** Embedded MariaDBs of this JVM below {@code target}, initially empty and stopped when the JVM ends. */
final class TestMariaDb {
    private TestMariaDb() {}

    /** Starts a database. @param name of its folder, to which the JVM's number is appended */
    static DatabaseConfig start(String name) {
        Path folder = Path.of("target", name + "-" + System.getProperty("rollcall.test.fork", "1"))
                .toAbsolutePath();
        DatabaseConfig defaults =
                DatabaseConfig.read(Settings.load(System.getenv(), Map.of("data.dir", folder.toString())));
        forgetEarlierRun(folder);
        EmbeddedMariaDb database = EmbeddedMariaDb.start(defaults);
        Runtime.getRuntime().addShutdownHook(new Thread(database::close));
        return database.reach(defaults);
    }

    /** Deletes the data; an unpacked program is kept. */
    private static void forgetEarlierRun(Path folder) {
        try {
            Path data = folder.resolve("mariadb");
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
}
