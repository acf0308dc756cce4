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
 * @param connectionWait how long a unit of work waits for one of them
 * @param outageWait how long a request waits in all for a database that does not answer
 * @param searchTimeout how long a search may take; zero for as long as it does
 * @param dataDir where the embedded MariaDB keeps everything
 * @param embedded which MariaDB to embed: {@code system}, {@code bundle} or {@code auto}
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
        String embedded) {
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
                settings.choice("database.embedded", EMBEDDED));
    }

    /** How long after its last answer the database counts as lost: early enough to tell the requests that wait. */
    Duration outageGrace() {
        return outageWait.minus(TELLING);
    }

    /** The same with the address and account of a database that has just been found or started. */
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
                embedded);
    }

    @Override
    public String toString() {
        return "DatabaseConfig[url=" + url + ", user=" + user + ", password=***]";
    }
}
