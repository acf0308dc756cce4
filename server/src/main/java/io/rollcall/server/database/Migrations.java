package io.rollcall.server.database;

import io.rollcall.server.kernel.StartupProblem;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Schema migrations, applied with Flyway. Several servers may start at once. On a single database a lock serializes them. A
 * Galera cluster has no such lock: servers may collide, and the one that fails retries the missing scripts. Therefore every
 * script must be repeatable.
 */
public final class Migrations {
    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);
    private static final int ATTEMPTS = 10;
    private static final int MAX_PAUSE_MILLIS = 1_000;

    private final DataSource database;

    /** @param database connections without a timeout, since a statement may take minutes */
    public Migrations(DataSource database) {
        this.database = database;
    }

    private Flyway flyway() {
        return Flyway.configure()
                .dataSource(database)
                .locations("classpath:" + SchemaHistory.FOLDER)
                .sqlMigrationPrefix("V")
                .sqlMigrationSeparator("__")
                .table(SchemaHistory.TABLE)
                .failOnMissingLocations(true)
                .connectRetries(3)
                .validateOnMigrate(true)
                .ignoreMigrationPatterns("*:future")
                .load();
    }

    /**
     * Applies the missing scripts.
     *
     * @return the number of scripts applied
     * @throws StartupProblem if the schema is newer than this server, or an applied script was edited
     */
    public int migrate() {
        return new SchemaHistory(database).isComplete() ? 0 : migrate(flyway());
    }

    private int migrate(Flyway flyway) {
        int before = applied(flyway);
        for (int attempt = 1; ; attempt++) {
            try {
                requireNoneFromTheFuture(flyway);
                requireUnchanged(flyway);
                forgetFailed(flyway);
                flyway.migrate();
                return applied(flyway) - before;
            } catch (FlywayException failure) {
                if (attempt == ATTEMPTS || !mayHaveMetAnother(failure)) {
                    throw failure;
                }
                LOG.info("Another server may be migrating the schema at the same time; retrying.");
                pause();
            }
        }
    }

    private static int applied(Flyway flyway) {
        return flyway.info().applied().length;
    }

    /** Deletes failed scripts from the history, so that they run again from the start: MariaDB cannot roll back DDL. */
    private void forgetFailed(Flyway flyway) {
        if (Arrays.stream(flyway.info().all()).noneMatch(info -> info.getState().isFailed())) {
            return;
        }
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM " + SchemaHistory.TABLE + " WHERE success = FALSE");
        } catch (SQLException failure) {
            throw new FlywayException("cannot delete failed scripts from the history", failure);
        }
    }

    /** Returns whether a concurrent migration may have caused the failure: a duplicate row in the history, or a failed one. */
    private static boolean mayHaveMetAnother(FlywayException failure) {
        return Retry.sqlCause(failure)
                .map(sql -> sql.getErrorCode() == Retry.DUPLICATE_KEY || Retry.passes(sql))
                .orElse(failure instanceof FlywayValidateException);
    }

    private static void pause() {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(MAX_PAUSE_MILLIS));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StartupProblem("Interrupted while migrating the schema.");
        }
    }

    private static void requireUnchanged(Flyway flyway) {
        String edited = Arrays.stream(flyway.info().applied())
                .filter(info -> info.getState() == MigrationState.SUCCESS && !info.isChecksumMatching())
                .map(MigrationInfo::getScript)
                .collect(Collectors.joining(", "));
        if (!edited.isEmpty()) {
            throw new StartupProblem(
                    "The database was migrated with a different version of the script " + edited
                            + ". Start an unmodified release: an applied script must never be edited. Add a new script instead.");
        }
    }

    private static void requireNoneFromTheFuture(Flyway flyway) {
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
