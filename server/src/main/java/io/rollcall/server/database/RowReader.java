package io.rollcall.server.database;

import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import org.apache.ibatis.type.BaseTypeHandler;
import org.apache.ibatis.type.JdbcType;

/**
 * Makes a value of a whole row, by the numbers of its columns. MyBatis does so for records too, but asks the JVM anew in each
 * row what their constructors take; this is for what is read with nearly every request.
 */
@FunctionalInterface
public interface RowReader<T> {
    T read(Row row);

    /** MyBatis asks what it takes for the type of the first column, and needs no other. */
    final class Handler<T> extends BaseTypeHandler<T> {
        private final RowReader<T> reader;

        Handler(RowReader<T> reader) {
            this.reader = reader;
        }

        @Override
        public T getNullableResult(ResultSet row, String firstColumn) {
            return reader.read(new Row(row));
        }

        @Override
        public T getNullableResult(ResultSet row, int firstColumn) {
            return reader.read(new Row(row));
        }

        @Override
        public T getNullableResult(CallableStatement statement, int column) {
            throw new UnsupportedOperationException("no stored procedures here");
        }

        @Override
        public void setNonNullParameter(PreparedStatement statement, int index, T value, JdbcType type) {
            throw new UnsupportedOperationException("a row is no parameter");
        }
    }
}
