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
 * Brings the schema up to what this version of the server needs. Several servers may do so at once: on one database a lock
 * lets one of them work and the others wait. A cluster has no such lock: there they may collide, and the one that
 * fails retries the missing scripts. So every script must be repeatable.
 */
public final class Migrations {
    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);
    private static final int ATTEMPTS = 10;
    private static final int MAX_PAUSE_MILLIS = 1_000;

    private final DataSource database;

    /** @param database whose connections wait for as long as a statement takes, which may be minutes */
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
     * Applies what is missing.
     *
     * @return how many scripts were applied
     * @throws StartupProblem where the schema is newer than this server
     */
    public int migrate() {
        return new SchemaHistory(database).isComplete() ? 0 : migrate(flyway());
    }

    private int migrate(Flyway flyway) {
        int before = applied(flyway);
        for (int attempt = 1; ; attempt++) {
            try {
                requireNoneFromTheFuture(flyway);
                forgetFailed(flyway);
                flyway.migrate();
                return applied(flyway) - before;
            } catch (FlywayException failure) {
                if (attempt == ATTEMPTS || !mayHaveMetAnother(failure)) {
                    throw failure;
                }
                LOG.info("Another server may be changing the schema too; looking again what is missing.");
                pause();
            }
        }
    }

    private static int applied(Flyway flyway) {
        return flyway.info().applied().length;
    }

    /** MariaDB undoes no half of a script, so what failed is run again from its start. */
    private void forgetFailed(Flyway flyway) {
        if (Arrays.stream(flyway.info().all()).noneMatch(info -> info.getState().isFailed())) {
            return;
        }
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM " + SchemaHistory.TABLE + " WHERE success = FALSE");
        } catch (SQLException failure) {
            throw new FlywayException("cannot forget what failed", failure);
        }
    }

    /** The other has written the same line of the history, or has left one of a failure that it will see to. */
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
            throw new StartupProblem("Interrupted while the schema was brought up to date.");
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
