package io.rollcall.server.database;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Reader of stored JSON objects that keeps members as text. A tree would take many times the memory. */
public final class JsonMembers {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonMembers() {}

    /** Returns the text of each member's value by its name, in the object's order. */
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
            throw new UncheckedIOException("invalid stored JSON", broken);
        }
        return members;
    }

    /** Returns the text of an object. @param members the text of each value, by names that need no escaping */
    public static String text(Map<String, String> members) {
        return members.entrySet().stream()
                .map(member -> "\"" + member.getKey() + "\":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** Returns the number of elements of an array; 1 for any other value. */
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
            throw new UncheckedIOException("invalid stored JSON", broken);
        }
    }
}
