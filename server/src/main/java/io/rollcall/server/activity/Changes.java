package io.rollcall.server.activity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Set;

/** What differs between two JSON objects, member by member: {@code {"title":{"before":"Boss","after":"Owner"}}}. */
final class Changes {
    private static final JsonMapper JSON = new JsonMapper();

    private Changes() {}

    static String between(String before, String after) {
        ObjectNode changes = JSON.createObjectNode();
        JsonNode old = read(before);
        JsonNode now = read(after);
        Set<String> names = new LinkedHashSet<>();
        old.fieldNames().forEachRemaining(names::add);
        now.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            if (!old.path(name).equals(now.path(name))) {
                ObjectNode change = changes.putObject(name);
                put(change, "before", old.path(name));
                put(change, "after", now.path(name));
            }
        }
        return changes.toString();
    }

    /** The same attributes with nothing of what they were and are. */
    static String withoutValues(String changes) {
        ObjectNode names = JSON.createObjectNode();
        read(changes).fieldNames().forEachRemaining(names::putObject);
        return names.toString();
    }

    /** Whether there is nothing in them but the names of attributes. */
    static boolean areWithoutValues(String changes) {
        if (changes.isEmpty()) {
            return true;
        }
        try {
            JsonNode names = JSON.readTree(changes);
            return names.isObject() && names.equals(read(withoutValues(changes)));
        } catch (JsonProcessingException altered) {
            return false;
        }
    }

    private static void put(ObjectNode change, String side, JsonNode value) {
        if (!value.isMissingNode()) {
            change.set(side, value);
        }
    }

    private static JsonNode read(String document) {
        try {
            return JSON.readTree(document);
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException("not a document of ours", broken);
        }
    }
}
