package io.rollcall.server.database;

import io.rollcall.server.config.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Settings of the database.
 *
 * @param url a JDBC URL of MariaDB; empty for the embedded one
 * @param poolSize maximum number of connections
 * @param connectionWait maximum wait for a connection
 * @param outageWait maximum total wait of a request for an unavailable database
 * @param searchTimeout timeout of a search; zero for none
 * @param dataDir folder of the embedded MariaDB
 * @param embedded MariaDB to embed: {@code system}, {@code bundle} or {@code auto}
 * @param embeddedBufferPool mebibytes of data that the embedded MariaDB keeps in memory
 */
public record DatabaseConfig(
        Optional<String> url,
        String user,
        String password,
        int poolSize,
        Duration connectionWait,
        Duration outageWait,
        Duration searchTimeout,
        Path dataDir,
        String embedded,
        int embeddedBufferPool) {
    private static final Duration TELLING = Duration.ofMillis(500);
    private static final Set<String> EMBEDDED = Set.of("auto", "system", "bundle");

    public static DatabaseConfig read(Settings settings) {
        return new DatabaseConfig(
                settings.optionalText("database.url"),
                settings.text("database.user"),
                settings.secret("database.password"),
                settings.integer("database.pool-size", 1, 1_000),
                Duration.ofMillis(settings.integer("database.connection-wait-millis", 250, 60_000)),
                Duration.ofMillis(settings.integer("database.outage-wait-millis", 1_000, 60_000)),
                Duration.ofSeconds(settings.integer("database.search-timeout-seconds", 0, 25)),
                Path.of(settings.text("data.dir")).toAbsolutePath().normalize(),
                settings.choice("database.embedded", EMBEDDED),
                settings.integer("database.embedded-buffer-pool-mebibytes", 16, 1_000_000));
    }

    /**
     * Returns how long after its last response the database counts as lost: before the deadline of waiting requests, so that
     * they get a 503.
     */
    Duration outageGrace() {
        return outageWait.minus(TELLING);
    }

    /** Returns the same settings with the address and account of an embedded database. */
    public DatabaseConfig at(String otherUrl, String otherUser, String otherPassword) {
        return new DatabaseConfig(
                Optional.of(otherUrl),
                otherUser,
                otherPassword,
                poolSize,
                connectionWait,
                outageWait,
                searchTimeout,
                dataDir,
                embedded,
                embeddedBufferPool);
    }

    @Override
    public String toString() {
        return "DatabaseConfig[url=" + url + ", user=" + user + ", password=***]";
    }
}
