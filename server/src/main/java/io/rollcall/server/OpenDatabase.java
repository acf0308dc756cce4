package io.rollcall.server;

import io.rollcall.server.config.Settings;
import io.rollcall.server.database.DatabaseConfig;
import io.rollcall.server.database.embedded.EmbeddedMariaDb;
import java.util.Optional;

/** The database of this run: one that runs elsewhere, or the embedded one, which this run starts unless another has. */
record OpenDatabase(DatabaseConfig config, Optional<EmbeddedMariaDb> embedded) implements AutoCloseable {

    /** For the one server on a data folder: no other process may have it. */
    static OpenDatabase alone(Settings settings) {
        DatabaseConfig config = DatabaseConfig.read(settings);
        return config.url().isPresent()
                ? new OpenDatabase(config, Optional.empty())
                : started(config, EmbeddedMariaDb.start(config.dataDir(), config.embedded()));
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

    @Override
    public void close() {
        embedded.ifPresent(EmbeddedMariaDb::close);
    }
}
