package io.rollcall.server.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;

/** A pool's connections, for which nobody waits longer than the {@link Outage} and their own deadline allow. */
final class GuardedConnections extends ConnectionSource {
    private final HikariDataSource pool;
    private final Duration wait;
    private final Outage outage;

    /** @param wait how long a thread waits for a connection; the pool gives up much sooner, so that the outage is noticed */
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

    /** There is no connection because the database is lost, which {@link DatabaseMonitor} has logged. */
    static final class DatabaseLost extends SQLTransientConnectionException {
        private static final long serialVersionUID = 1L;

        DatabaseLost() {
            super("the database does not answer");
        }
    }
}
