package io.rollcall.server.database;

import java.sql.SQLException;

/** The database cannot be reached, or is too busy to answer, now; the same unit of work may succeed later. */
public class DatabaseUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DatabaseUnavailable(SQLException cause) {
        super(cause.getMessage(), cause, false, false);
    }
}
