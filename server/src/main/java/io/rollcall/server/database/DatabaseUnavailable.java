package io.rollcall.server.database;

import java.sql.SQLException;

/** The database is unreachable or overloaded. The same unit of work may succeed later. */
public class DatabaseUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean known;

    DatabaseUnavailable(SQLException cause) {
        super(cause.getMessage(), cause, false, false);
        this.known = cause instanceof GuardedConnections.DatabaseLost;
    }

    DatabaseUnavailable(String problem, boolean known) {
        super(problem, null, false, false);
        this.known = known;
    }

    /** Returns the message for clients: the cause without details, and the remedy. */
    public String remedy() {
        return "The server cannot reach its data now. Send the same request again in a moment.";
    }

    /** Whether the outage has been logged, so that requests need not log it again. */
    public boolean isKnown() {
        return known;
    }
}
