package io.rollcall.server.entry;

import io.rollcall.server.config.Settings;
import io.rollcall.server.database.DatabaseConfig;
import io.rollcall.server.database.embedded.EmbeddedMariaDb;
import io.rollcall.server.database.embedded.SupervisionConfig;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Database of this process: an external one, or the embedded one, which is started unless another process runs it. */
record OpenDatabase(DatabaseConfig config, Optional<EmbeddedMariaDb> embedded) implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OpenDatabase.class);

    /** Opens the database for a server, which must be the only process on the data folder. */
    static OpenDatabase alone(Settings settings) {
        DatabaseConfig config = DatabaseConfig.read(settings);
        if (config.url().isPresent()) {
            return new OpenDatabase(config, Optional.empty());
        }
        return started(
                config,
                EmbeddedMariaDb.start(
                        config,
                        () -> LOG.info(
                                "Creating a database in {}: the first start takes up to a minute", config.dataDir())));
    }

    /** Opens the database for a command, which may run at the same time as a server. */
    static OpenDatabase shared(Settings settings) {
        DatabaseConfig config = DatabaseConfig.read(settings);
        if (config.url().isPresent()) {
            return new OpenDatabase(config, Optional.empty());
        }
        return EmbeddedMariaDb.tryStart(config)
                .map(database -> started(config, database))
                .orElseGet(() -> new OpenDatabase(EmbeddedMariaDb.attach(config), Optional.empty()));
    }

    private static OpenDatabase started(DatabaseConfig config, EmbeddedMariaDb database) {
        return new OpenDatabase(database.reach(config), Optional.of(database));
    }

    /**
     * Begins supervision of an embedded database. @param gaveUp receives a message for the operator when the restarts are used
     * up
     */
    void supervise(Settings settings, Consumer<String> gaveUp) {
        embedded.ifPresent(database -> database.supervise(config, SupervisionConfig.read(settings), gaveUp));
    }

    /** Returns why an embedded database is not running; empty while it is. */
    Optional<String> problem() {
        return embedded.flatMap(EmbeddedMariaDb::problem);
    }

    /** Ends supervision of an embedded database, since it is about to be stopped. */
    void release() {
        embedded.ifPresent(EmbeddedMariaDb::release);
    }

    /** Kills an embedded database that hangs and cannot be stopped; its data is as after a crash. */
    void abandon() {
        embedded.ifPresent(EmbeddedMariaDb::abandon);
    }

    @Override
    public void close() {
        embedded.ifPresent(EmbeddedMariaDb::close);
    }
}
