package io.rollcall.server.users.query;

import java.util.List;

/** Part of an SQL statement with placeholders, and their values. */
public record SqlFragment(String text, List<Object> values) {
    public SqlFragment {
        values = List.copyOf(values);
    }

    /** For {@code ${text}} in a mapper: without a getter, OGNL searches all methods of the class each time. */
    public String getText() {
        return text;
    }
}
