package io.rollcall.reliability.events;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;

/** Log of events in the database, read directly. */
record LogTable(Connection connection) {
    private static final long TIMEOUT_SECONDS = 60;

    /** Waits until each committed event has a position. */
    void awaitEmptyOutbox() throws SQLException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        while (number("SELECT COUNT(*) FROM outbox") > 0) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("events get no position");
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /** Returns the server that gives positions. */
    String holder() throws SQLException {
        return text("SELECT holder FROM event_log");
    }

    /** Adds a violation if positions have holes. @param events number of events in the feed */
    void requireContiguous(int events, Verdict verdict) throws SQLException {
        String found =
                text("SELECT CONCAT(COUNT(*), ' events, positions ', MIN(position), ' to ', MAX(position), ', next ',"
                        + " (SELECT next FROM event_log)) FROM events");
        String expected = "%d events, positions 1 to %d, next %d".formatted(events, events, events + 1);
        verdict.require(
                found.equals(expected),
                "positions are contiguous and all events readable",
                found + ", not " + expected);
    }

    private long number(String sql) throws SQLException {
        return Long.parseLong(text(sql));
    }

    private String text(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }
}
