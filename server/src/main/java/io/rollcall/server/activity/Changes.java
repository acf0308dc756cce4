package io.rollcall.server.activity;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.rollcall.server.database.JsonMembers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Differences between two JSON objects, member by member: {@code {"title":{"before":"Boss","after":"Owner"}}}. The largest values
 * are left out if an entry would exceed {@link #MAX_BYTES}; {@code {"omitted":"950 values"}} stands for them.
 */
final class Changes {
    /** Size of the changes that one entry keeps, in UTF-8. */
    static final int MAX_BYTES = 32 * 1024;

    private static final int MAX_BYTES_OF_CHARACTER = 3;
    private static final int MAX_BYTES_OF_NOTE = "{'omitted':'2147483647 values'}".length();
    private static final int BYTES_AROUND = "'':{'before':,'after':},".length();
    private static final String OMITTED = "omitted";
    private static final String LONG_VALUES = "long values";
    private static final JsonMapper JSON = new JsonMapper();

    private Changes() {}

    static String between(String before, String after) {
        ObjectNode changes = JSON.createObjectNode();
        List<Side> sides = new ArrayList<>();
        Map<String, String> old = JsonMembers.of(before);
        Map<String, String> now = JsonMembers.of(after);
        Set<String> names = new LinkedHashSet<>(old.keySet());
        names.addAll(now.keySet());
        for (String name : names) {
            if (differ(Optional.ofNullable(old.get(name)), Optional.ofNullable(now.get(name)))) {
                ObjectNode change = changes.putObject(name);
                put(sides, change, "before", Optional.ofNullable(old.get(name)));
                put(sides, change, "after", Optional.ofNullable(now.get(name)));
            }
        }
        String some = shortened(changes, sides);
        return isShort(some) ? some : withoutValues(some);
    }

    /** Compares by value, since older servers may have written the same one differently; long values by their text. */
    private static boolean differ(Optional<String> old, Optional<String> now) {
        if (old.equals(now)) {
            return false;
        }
        boolean comparable = old.isPresent() && now.isPresent() && isShort(old.get()) && isShort(now.get());
        return !comparable || !read(old.get()).equals(read(now.get()));
    }

    /** A value in the changes, as JSON text. */
    private record Side(ObjectNode change, String name, String value) {
        int bytes() {
            return Changes.bytes(value);
        }

        /** Puts a note in the place of the value. */
        void omit() {
            int values = JsonMembers.size(value);
            change.putObject(name).put(OMITTED, values == 1 ? "1 value" : values + " values");
        }
    }

    /** A side with its size, which is computed once. */
    private record Measured(Side side, int bytes) {}

    /** Leaves out the largest sides while all of them together exceed what an entry keeps. */
    private static String shortened(ObjectNode changes, List<Side> sides) {
        long length = sides.stream().mapToLong(side -> side.value().length()).sum();
        if (length <= MAX_BYTES) {
            String all = changes.toString();
            if (isShort(all)) {
                return all;
            }
        }
        List<Measured> largestFirst = sides.stream()
                .map(side -> new Measured(side, side.bytes()))
                .sorted(Comparator.comparingInt(Measured::bytes).reversed())
                .toList();
        long rest = largestFirst.stream().mapToLong(Measured::bytes).sum() + bytesWithoutValues(changes);
        for (Measured largest : largestFirst) {
            if (rest > MAX_BYTES) {
                largest.side().omit();
                rest += MAX_BYTES_OF_NOTE - largest.bytes();
            }
        }
        return changes.toString();
    }

    /** Returns the size of the names and the JSON around them, or a little more. */
    private static int bytesWithoutValues(ObjectNode changes) {
        int bytes = 2;
        for (Map.Entry<String, JsonNode> change : changes.properties()) {
            bytes += bytes(change.getKey()) + BYTES_AROUND;
        }
        return bytes;
    }

    private static boolean isShort(String text) {
        return text.length() <= MAX_BYTES / MAX_BYTES_OF_CHARACTER || bytes(text) <= MAX_BYTES;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Returns the same attributes without values. Entries of older servers may be very long. */
    static String withoutValues(String changes) {
        ObjectNode names = JSON.createObjectNode();
        try (JsonParser parser = JSON.createParser(changes)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                names.putObject(parser.currentName());
                parser.nextToken();
                parser.skipChildren();
            }
        } catch (IOException broken) {
            throw new UncheckedIOException("not changes of ours", broken);
        }
        return names.toString();
    }

    /**
     * Returns the changes as they are read: the database sends those of older servers that exceed {@link #MAX_BYTES} as an array
     * of the attributes' names.
     */
    static String readable(String stored) {
        if (!stored.startsWith("[")) {
            return stored;
        }
        ObjectNode changes = JSON.createObjectNode();
        read(stored).forEach(name -> {
            ObjectNode change = changes.putObject(name.asText());
            change.putObject("before").put(OMITTED, LONG_VALUES);
            change.putObject("after").put(OMITTED, LONG_VALUES);
        });
        return changes.toString();
    }

    /** Returns whether the changes have only the names of attributes. */
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

    private static void put(List<Side> sides, ObjectNode change, String name, Optional<String> value) {
        value.ifPresent(text -> {
            change.putRawValue(name, new RawValue(text));
            sides.add(new Side(change, name, text));
        });
    }

    private static JsonNode read(String document) {
        try {
            return JSON.readTree(document);
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException("not a document of ours", broken);
        }
    }
}
