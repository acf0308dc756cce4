package io.rollcall.server.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a command prints for machines: one JSON object a line. */
final class Json {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Map<String, Object> members = new LinkedHashMap<>();

    /** Adds a member whose value is a text, a number, a boolean or null. */
    Json with(String name, Object value) {
        members.put(name, value);
        return this;
    }

    void print(PrintWriter out) {
        try {
            out.println(MAPPER.writeValueAsString(members));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("plain values can always be written", impossible);
        }
    }
}
