package io.rollcall.server.cli.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** JSON object that a command prints on one line. */
public final class JsonLine {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Map<String, Object> members = new LinkedHashMap<>();

    /** Returns a line with the members of an object. */
    public static JsonLine of(ObjectNode object) {
        JsonLine json = new JsonLine();
        object.properties().forEach(member -> json.with(member.getKey(), member.getValue()));
        return json;
    }

    /** Returns a line with one member, whose value is an object. */
    public static JsonLine of(String name, ObjectNode object) {
        return new JsonLine().with(name, (Object) object);
    }

    /** Adds a member whose value is the text of an optional, or null if that is empty. */
    public JsonLine with(String name, Optional<?> value) {
        return with(name, value.map(Object::toString).orElse(null));
    }

    /** Adds a member. @param value a text, number, boolean, null, or a list or map of these */
    public JsonLine with(String name, Object value) {
        members.put(name, value);
        return this;
    }

    void print(PrintWriter out) {
        out.println(text());
    }

    /** Returns the object as JSON without line breaks. */
    public String text() {
        try {
            return MAPPER.writeValueAsString(members);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("plain values can always be written", impossible);
        }
    }
}
