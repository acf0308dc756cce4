package io.rollcall.server.activity;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.database.JsonMembers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Differences between two JSON objects, member by member: {@code {"title":{"before":"Boss","after":"Owner"}}}. If an entry would
 * exceed {@link #MAX_BYTES}, its largest values are replaced with {@code {"omitted":"950 values"}}.
 */
final class Changes {
    /** Maximum size of an entry's changes, in bytes of UTF-8. */
    static final int MAX_BYTES = 32 * 1024;

    private static final int MAX_BYTES_OF_CHARACTER = 3;
    private static final int MAX_BYTES_OF_NOTE = "{'omitted':'2147483647 values'}".length();
    private static final int BYTES_AROUND = "'':{'before':,'after':},".length();
    private static final String AFTER = "after";
    private static final String OMITTED = "omitted";
    private static final String LONG_VALUES = "long values";
    private static final JsonMapper JSON = new JsonMapper();

    private Changes() {}

    static String between(String before, String after) {
        return between(JsonMembers.of(before), JsonMembers.of(after));
    }

    static String between(Map<String, String> old, Map<String, String> now) {
        List<Value> values = new ArrayList<>();
        old.forEach((name, value) -> {
            Optional<String> next = Optional.ofNullable(now.get(name));
            if (differ(value, next)) {
                values.add(new Value(name, "before", value));
                next.ifPresent(text -> values.add(new Value(name, AFTER, text)));
            }
        });
        now.forEach((name, value) -> {
            if (!old.containsKey(name)) {
                values.add(new Value(name, AFTER, value));
            }
        });
        return bounded(values);
    }

    /** Returns the changes for a created object. */
    static String creating(Map<String, String> object) {
        List<Value> values = new ArrayList<>();
        object.forEach((name, value) -> values.add(new Value(name, AFTER, value)));
        return bounded(values);
    }

    /** Returns whether two values differ: by value, since older servers format JSON differently; long ones by text only. */
    private static boolean differ(String old, Optional<String> now) {
        if (now.isPresent() && now.get().equals(old)) {
            return false;
        }
        boolean comparable = now.isPresent() && isShort(old) && isShort(now.get());
        return !comparable || !read(old).equals(read(now.get()));
    }

    /** Value before or after a change, as JSON text. Both values of an attribute are adjacent in lists. */
    private record Value(String name, String side, String text) {
        int bytes() {
            return Changes.bytes(text);
        }

        /** Returns a placeholder for the omitted value. */
        Value omitted() {
            int values = JsonMembers.size(text);
            String count = values == 1 ? "1 value" : values + " values";
            return new Value(name, side, "{\"" + OMITTED + "\":\"" + count + "\"}");
        }
    }

    /** Index of a value in the list, with its size, so that the size is computed only once. */
    private record Measured(int place, int bytes) {}

    private static String bounded(List<Value> values) {
        String some = shortened(values);
        return isShort(some) ? some : withoutValues(some);
    }

    /** Returns the changes as JSON, with the largest values omitted until the rest fits in an entry. */
    private static String shortened(List<Value> values) {
        long length = values.stream().mapToLong(value -> value.text().length()).sum();
        if (length <= MAX_BYTES) {
            String all = text(values);
            if (isShort(all)) {
                return all;
            }
        }
        List<Measured> largestFirst = IntStream.range(0, values.size())
                .mapToObj(place -> new Measured(place, values.get(place).bytes()))
                .sorted(Comparator.comparingInt(Measured::bytes).reversed())
                .toList();
        long rest = largestFirst.stream().mapToLong(Measured::bytes).sum() + bytesWithoutValues(values);
        List<Value> kept = new ArrayList<>(values);
        for (Measured largest : largestFirst) {
            if (rest > MAX_BYTES) {
                kept.set(largest.place(), values.get(largest.place()).omitted());
                rest += MAX_BYTES_OF_NOTE - largest.bytes();
            }
        }
        return text(kept);
    }

    /** Returns the changes as JSON, written without a tree for speed: every write of a user records some. */
    private static String text(List<Value> values) {
        StringBuilder text = new StringBuilder("{");
        String last = null;
        for (Value value : values) {
            boolean same = value.name().equals(last);
            text.append(same ? "," : last == null ? "\"" : "},\"");
            if (!same) {
                JsonStringEncoder.getInstance().quoteAsString(value.name(), text);
                text.append("\":{");
            }
            text.append('"').append(value.side()).append("\":").append(value.text());
            last = value.name();
        }
        return text.append(last == null ? "}" : "}}").toString();
    }

    /** Returns an upper bound of the bytes of names and punctuation. */
    private static int bytesWithoutValues(List<Value> values) {
        int bytes = 2;
        for (Value value : values) {
            bytes += bytes(value.name()) + BYTES_AROUND;
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
            throw new UncheckedIOException("invalid stored changes", broken);
        }
        return names.toString();
    }

    /**
     * Returns stored changes in readable form. For changes of older servers above {@link #MAX_BYTES}, the database returns an
     * array of attribute names instead.
     */
    static String readable(String stored) {
        if (!stored.startsWith("[")) {
            return stored;
        }
        ObjectNode changes = JSON.createObjectNode();
        read(stored).forEach(name -> {
            ObjectNode change = changes.putObject(name.asText());
            change.putObject("before").put(OMITTED, LONG_VALUES);
            change.putObject(AFTER).put(OMITTED, LONG_VALUES);
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

    private static JsonNode read(String document) {
        try {
            return JSON.readTree(document);
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException("invalid stored document", broken);
        }
    }
}
