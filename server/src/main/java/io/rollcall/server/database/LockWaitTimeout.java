package io.rollcall.server.database;

import java.sql.SQLException;

/**
 * Other transactions held the rows that a unit of work needs for longer than it may wait. The database is available: only work on
 * the same rows is affected.
 */
public final class LockWaitTimeout extends DatabaseUnavailable {
    private static final long serialVersionUID = 1L;

    LockWaitTimeout(SQLException cause) {
        super(cause);
    }

    @Override
    public String remedy() {
        return "Other requests are changing the same data. Send the same request again in a moment.";
    }
}
