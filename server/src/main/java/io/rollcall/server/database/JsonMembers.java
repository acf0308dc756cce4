package io.rollcall.server.database;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The members of a stored JSON object as text. A tree of a large object would take many times the memory of its text. */
public final class JsonMembers {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonMembers() {}

    /** Returns the text of each member's value, by its name, in their order. */
    public static Map<String, String> of(String object) {
        Map<String, String> members = new LinkedHashMap<>();
        try (JsonParser parser = JSON.createParser(object)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                int start = Math.toIntExact(parser.currentTokenLocation().getCharOffset());
                parser.skipChildren();
                parser.finishToken();
                int end = Math.toIntExact(parser.currentLocation().getCharOffset());
                members.put(name, object.substring(start, end));
            }
        } catch (IOException broken) {
            throw new UncheckedIOException("not JSON of ours", broken);
        }
        return members;
    }

    /** Returns the object with these members. @param members the text of each value, by names that need no escapes */
    public static String text(Map<String, String> members) {
        return members.entrySet().stream()
                .map(member -> "\"" + member.getKey() + "\":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** Returns how many elements an array has; 1 for any other value. */
    public static int size(String value) {
        if (!value.startsWith("[")) {
            return 1;
        }
        try (JsonParser parser = JSON.createParser(value)) {
            parser.nextToken();
            int size = 0;
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                parser.skipChildren();
                size++;
            }
            return size;
        } catch (IOException broken) {
            throw new UncheckedIOException("not JSON of ours", broken);
        }
    }
}
