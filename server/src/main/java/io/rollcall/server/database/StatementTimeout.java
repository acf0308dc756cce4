package io.rollcall.server.database;

import java.sql.SQLException;

/** A statement took longer than it may. The same one would again, unless the database was just busy. */
public final class StatementTimeout extends DatabaseUnavailable {
    private static final long serialVersionUID = 1L;

    StatementTimeout(SQLException cause) {
        super(cause);
    }
}
