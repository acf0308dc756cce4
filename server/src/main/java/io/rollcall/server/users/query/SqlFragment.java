package io.rollcall.server.users.query;

import java.util.List;

/** A part of a statement for a mapper to splice in: it holds no value itself, only placeholders for the values beside it. */
public record SqlFragment(String text, List<Object> values) {
    public SqlFragment {
        values = List.copyOf(values);
    }
}
