package io.rollcall.server.database;

import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.function.Function;
import org.apache.ibatis.type.BaseTypeHandler;
import org.apache.ibatis.type.JdbcType;

/** Makes a value of a whole row: MyBatis asks what it takes for the type of the first column, and needs no other. */
final class RowHandler<T> extends BaseTypeHandler<T> {
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
        throw new UnsupportedOperationException("no stored procedures here");
    }

    @Override
    public void setNonNullParameter(PreparedStatement statement, int index, T value, JdbcType type) {
        throw new UnsupportedOperationException("a row is no parameter");
    }
}
