package io.rollcall.server.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a command prints for machines: one JSON object a line. */
final class Json {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Map<String, Object> members = new LinkedHashMap<>();

    /** Returns an object of the same members. */
    static Json of(ObjectNode object) {
        Json json = new Json();
        object.properties().forEach(member -> json.with(member.getKey(), member.getValue()));
        return json;
    }

    /** Returns an object of one member and that object. */
    static Json of(String name, ObjectNode object) {
        return new Json().with(name, (Object) object);
    }

    /** Adds a member whose text is null where there is none. */
    Json with(String name, Optional<?> value) {
        return with(name, value.map(Object::toString).orElse(null));
    }

    /** Adds a member whose value is a text, a number, a boolean, null, or a list or map of such. */
    Json with(String name, Object value) {
        members.put(name, value);
        return this;
    }

    void print(PrintWriter out) {
        out.println(text());
    }

    /** Returns the object on one line. */
    String text() {
        try {
            return MAPPER.writeValueAsString(members);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("plain values can always be written", impossible);
        }
    }
}
