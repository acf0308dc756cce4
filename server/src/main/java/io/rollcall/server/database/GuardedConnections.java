package io.rollcall.server.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;

/**
 * A pool's connections. The wait for one ends at the thread's deadline or when the {@link Outage} reports the database lost.
 */
final class GuardedConnections extends ConnectionSource {
    private final HikariDataSource pool;
    private final Duration wait;
    private final Outage outage;

    /** @param wait maximum wait for a connection. The pool's own timeout is much shorter, so that an outage is noticed */
    GuardedConnections(HikariDataSource pool, Duration wait, Outage outage) {
        this.pool = pool;
        this.wait = wait;
        this.outage = outage;
    }

    @Override
    public Connection getConnection() throws SQLException {
        long end = System.nanoTime() + outage.left(wait).toNanos();
        while (true) {
            if (outage.isLost()) {
                throw new DatabaseLost();
            }
            try {
                return pool.getConnection();
            } catch (SQLTransientConnectionException none) {
                if (System.nanoTime() >= end) {
                    throw none;
                }
            }
        }
    }

    /** No connection, because the database is lost. {@link DatabaseMonitor} has logged the outage. */
    static final class DatabaseLost extends SQLTransientConnectionException {
        private static final long serialVersionUID = 1L;

        DatabaseLost() {
            super("the database does not respond");
        }
    }
}
