package io.rollcall.server.database;

import io.rollcall.server.kernel.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** A row of an answer, whose columns are numbered from 1; none of those that are asked for is NULL. */
public final class Row {
    private final ResultSet columns;

    Row(ResultSet columns) {
        this.columns = columns;
    }

    public UserId userId(int column) {
        return read(ValueTypes.USER_IDS::fromColumn, column);
    }

    public Instant instant(int column) {
        return read(ValueTypes.INSTANTS::fromColumn, column);
    }

    public int number(int column) {
        return read(ResultSet::getInt, column);
    }

    public String text(int column) {
        return read(ResultSet::getString, column);
    }

    private interface Reading<T> {
        T from(ResultSet columns, int column) throws SQLException;
    }

    /** The answer is all here by now, so what fails is a statement with other columns than are read. */
    private <T> T read(Reading<T> reading, int column) {
        try {
            return reading.from(columns, column);
        } catch (SQLException mistaken) {
            throw new IllegalStateException("column " + column + " cannot be read so", mistaken);
        }
    }
}
