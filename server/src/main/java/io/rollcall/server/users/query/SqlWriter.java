package io.rollcall.server.users.query;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Builder of a {@link SqlFragment}, with values in the order of their placeholders. */
public final class SqlWriter {
    private final String parameter;
    private final StringBuilder text = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    /** @param parameter the name under which the mapper's method takes the fragment */
    public SqlWriter(String parameter) {
        this.parameter = parameter;
    }

    public SqlWriter sql(String part) {
        text.append(part);
        return this;
    }

    public SqlWriter bind(Object value) {
        text.append("#{" + parameter + ".values[" + values.size() + "]}");
        values.add(value);
        return this;
    }

    public <T> SqlWriter joined(List<T> items, String separator, Consumer<T> write) {
        for (int i = 0; i < items.size(); i++) {
            sql(i == 0 ? "" : separator);
            write.accept(items.get(i));
        }
        return this;
    }

    public SqlFragment fragment() {
        return new SqlFragment(text.toString(), values);
    }
}
