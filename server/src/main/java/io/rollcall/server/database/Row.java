package io.rollcall.server.database;

import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.UserId;
import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.apache.ibatis.type.BaseTypeHandler;
import org.apache.ibatis.type.JdbcType;

/** Row of a result. Columns are numbered from 1; only those read as an Optional may be NULL. */
public final class Row {
    private final ResultSet columns;

    Row(ResultSet columns) {
        this.columns = columns;
    }

    public UserId userId(int column) {
        return read(ValueTypes.USER_IDS::fromColumn, column);
    }

    public Optional<UserId> optionalUserId(int column) {
        return Optional.ofNullable(read(ValueTypes.USER_IDS::fromColumn, column));
    }

    public UUID uuid(int column) {
        return read(ValueTypes.UUIDS::fromColumn, column);
    }

    public OrganizationId organizationId(int column) {
        return new OrganizationId(longNumber(column));
    }

    public Optional<OrganizationId> optionalOrganizationId(int column) {
        OrganizationId id = organizationId(column);
        return wasNull() ? Optional.empty() : Optional.of(id);
    }

    public Instant instant(int column) {
        return read(ValueTypes.INSTANTS::fromColumn, column);
    }

    public Optional<Instant> optionalInstant(int column) {
        return Optional.ofNullable(instant(column));
    }

    public int number(int column) {
        return read(ResultSet::getInt, column);
    }

    public long longNumber(int column) {
        return read(ResultSet::getLong, column);
    }

    public Optional<Integer> optionalNumber(int column) {
        int number = number(column);
        return wasNull() ? Optional.empty() : Optional.of(number);
    }

    public Optional<Long> optionalLongNumber(int column) {
        long number = longNumber(column);
        return wasNull() ? Optional.empty() : Optional.of(number);
    }

    public boolean truth(int column) {
        return read(ResultSet::getBoolean, column);
    }

    public byte[] bytes(int column) {
        return read(ResultSet::getBytes, column);
    }

    public Optional<byte[]> optionalBytes(int column) {
        return Optional.ofNullable(bytes(column));
    }

    public String text(int column) {
        return read(ResultSet::getString, column);
    }

    public Optional<String> optionalText(int column) {
        return Optional.ofNullable(text(column));
    }

    private boolean wasNull() {
        return read((row, last) -> row.wasNull(), 0);
    }

    private interface Reading<T> {
        T from(ResultSet columns, int column) throws SQLException;
    }

    /** The result is already in memory, so that a failure means a mismatch between the statement's columns and the reader. */
    private <T> T read(Reading<T> reading, int column) {
        try {
            return reading.from(columns, column);
        } catch (SQLException mistaken) {
            throw new IllegalStateException("column " + column + " cannot be read so", mistaken);
        }
    }

    /** Type handler that reads a whole row. MyBatis applies it as the handler of the first column. */
    static final class RowHandler<T> extends BaseTypeHandler<T> {
        private final Function<Row, T> reader;

        RowHandler(Function<Row, T> reader) {
            this.reader = reader;
        }

        @Override
        public T getNullableResult(ResultSet row, String firstColumn) {
            return reader.apply(new Row(row));
        }

        @Override
        public T getNullableResult(ResultSet row, int firstColumn) {
            return reader.apply(new Row(row));
        }

        @Override
        public T getNullableResult(CallableStatement statement, int column) {
            throw new UnsupportedOperationException("stored procedures are not supported");
        }

        @Override
        public void setNonNullParameter(PreparedStatement statement, int index, T value, JdbcType type) {
            throw new UnsupportedOperationException("a row cannot be a parameter");
        }
    }
}
