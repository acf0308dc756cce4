package io.rollcall.server.database;

import java.sql.SQLException;

/** Timeout of a wait for row locks. The database is available: only work on the same rows is affected. */
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
