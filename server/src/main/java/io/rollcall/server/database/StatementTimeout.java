package io.rollcall.server.database;

import java.sql.SQLException;

/** Timeout of a statement. A retry would time out again, unless the database was temporarily busy. */
public final class StatementTimeout extends DatabaseUnavailable {
    private static final long serialVersionUID = 1L;

    StatementTimeout(SQLException cause) {
        super(cause);
    }

    @Override
    public String remedy() {
        return "The database took too long for this request, and ended it. Ask for less, such as by another filter, or send the"
                + " same request again in a moment.";
    }
}
