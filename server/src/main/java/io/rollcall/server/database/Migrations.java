package io.rollcall.server.database;

import io.rollcall.server.kernel.StartupProblem;
import java.util.Arrays;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;

/** Brings the schema up to what this version of the server needs; several servers may do so at once. */
public final class Migrations {
    private final Flyway flyway;

    public Migrations(DataSource pool) {
        this.flyway = Flyway.configure()
                .dataSource(pool)
                .locations("classpath:sql")
                .sqlMigrationPrefix("V")
                .sqlMigrationSeparator("__")
                .table("schema_history")
                .failOnMissingLocations(true)
                .connectRetries(3)
                .validateOnMigrate(true)
                .ignoreMigrationPatterns("*:future")
                .load();
    }

    /**
     * Applies what is missing.
     *
     * @return how many scripts were applied
     * @throws StartupProblem where the schema is newer than this server
     */
    public int migrate() {
        requireNoneFromTheFuture();
        return flyway.migrate().migrationsExecuted;
    }

    private void requireNoneFromTheFuture() {
        String future = Arrays.stream(flyway.info().applied())
                .filter(info -> info.getState() == MigrationState.FUTURE_SUCCESS)
                .map(MigrationInfo::getScript)
                .collect(Collectors.joining(", "));
        if (!future.isEmpty()) {
            throw new StartupProblem("The database was set up by a newer Rollcall (" + future
                    + "). Start that version or a later one: this one could damage the data.");
        }
    }
}
