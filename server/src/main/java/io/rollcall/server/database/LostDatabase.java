package io.rollcall.server.database;

import java.sql.SQLTransientConnectionException;

/** There is no connection because the database is lost, which {@link DatabaseMonitor} has logged. */
final class LostDatabase extends SQLTransientConnectionException {
    private static final long serialVersionUID = 1L;

    LostDatabase() {
        super("the database does not answer");
    }
}
