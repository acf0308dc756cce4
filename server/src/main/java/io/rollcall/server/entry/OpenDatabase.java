package io.rollcall.server.entry;

import io.rollcall.server.config.Settings;
import io.rollcall.server.database.DatabaseConfig;
import io.rollcall.server.database.embedded.EmbeddedMariaDb;
import io.rollcall.server.database.embedded.SupervisionConfig;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The database of this run: one that runs elsewhere, or the embedded one, which this run starts unless another has. */
record OpenDatabase(DatabaseConfig config, Optional<EmbeddedMariaDb> embedded) implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OpenDatabase.class);

    /** For the one server on a data folder: no other process may have it. */
    static OpenDatabase alone(Settings settings) {
        DatabaseConfig config = DatabaseConfig.read(settings);
        if (config.url().isPresent()) {
            return new OpenDatabase(config, Optional.empty());
        }
        return started(
                config,
                EmbeddedMariaDb.start(
                        config.dataDir(),
                        config.embedded(),
                        () -> LOG.info(
                                "Creating a database in {}: the first start takes up to a minute", config.dataDir())));
    }

    /** For a command, which may run beside a server. */
    static OpenDatabase shared(Settings settings) {
        DatabaseConfig config = DatabaseConfig.read(settings);
        if (config.url().isPresent()) {
            return new OpenDatabase(config, Optional.empty());
        }
        return EmbeddedMariaDb.tryStart(config.dataDir(), config.embedded())
                .map(database -> started(config, database))
                .orElseGet(() -> new OpenDatabase(EmbeddedMariaDb.attach(config), Optional.empty()));
    }

    private static OpenDatabase started(DatabaseConfig config, EmbeddedMariaDb database) {
        return new OpenDatabase(database.reach(config), Optional.of(database));
    }

    /** Keeps an embedded database running. @param gaveUp gets a sentence for the operator when that fails */
    void supervise(Settings settings, Consumer<String> gaveUp) {
        embedded.ifPresent(database -> database.supervise(config, SupervisionConfig.read(settings), gaveUp));
    }

    /** Why an embedded database does not run at the moment. */
    Optional<String> problem() {
        return embedded.flatMap(EmbeddedMariaDb::problem);
    }

    /** From now on the end of an embedded database is meant. */
    void release() {
        embedded.ifPresent(EmbeddedMariaDb::release);
    }

    /** Ends an embedded database that does not answer, and would not end when asked to; the data is as after a crash. */
    void abandon() {
        embedded.ifPresent(EmbeddedMariaDb::abandon);
    }

    @Override
    public void close() {
        embedded.ifPresent(EmbeddedMariaDb::close);
    }
}
