package io.rollcall.server.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Spoils texts, JSON and bytes, each in many ways, by a seeded chance. */
final class Mutations {
    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final List<String> ODD_TEXTS = List.of(
            "",
            " ",
            "null",
            "\u0000",
            "\ud800",
            "\u202eabc",
            "e\u0301\u0328",
            "\ufffd\ufeff",
            "ẞß\u0130ı",
            "\ud83d\udc69\u200d\ud83d\udc69\u200d\ud83d\udc67",
            "'; DROP TABLE users; --",
            "%_\\",
            "${x}#{y}",
            "urn:ietf:params:scim:schemas:core:2.0:User",
            "emails[type eq \"work\"].value",
            "2026-02-30T25:61:00Z",
            "true",
            "1e400",
            "a".repeat(300),
            "\ud83d\ude00".repeat(2_000),
            "x".repeat(70_000));

    private final Random random;

    Mutations(Random random) {
        this.random = random;
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    String oddText() {
        return oneOf(ODD_TEXTS);
    }

    /** The text with some characters changed, left out, doubled or put in. */
    String text(String text, List<String> insertions) {
        StringBuilder spoilt = new StringBuilder(text);
        for (int change = random.nextInt(3); change >= 0; change--) {
            int place = random.nextInt(spoilt.length() + 1);
            int end = Math.min(spoilt.length(), place + 1 + random.nextInt(4));
            switch (random.nextInt(4)) {
                case 0 -> spoilt.delete(place, end);
                case 1 -> spoilt.insert(place, spoilt.substring(place, end));
                case 2 -> spoilt.insert(place, oneOf(insertions));
                default -> spoilt.replace(place, end, Character.toString(random.nextInt(0x2_FF)));
            }
        }
        return spoilt.toString();
    }

    /** The bytes with some of them changed, left out, doubled or put in. */
    byte[] bytes(byte[] bytes) {
        byte[] spoilt = bytes;
        for (int change = random.nextInt(3); change >= 0 && spoilt.length > 0; change--) {
            int place = random.nextInt(spoilt.length);
            spoilt = switch (random.nextInt(4)) {
                case 0 -> Arrays.copyOf(spoilt, place);
                case 1 -> joined(Arrays.copyOf(spoilt, place), Arrays.copyOfRange(spoilt, place / 2, spoilt.length));
                case 2 ->
                    joined(
                            joined(Arrays.copyOf(spoilt, place), randomBytes()),
                            Arrays.copyOfRange(spoilt, place, spoilt.length));
                default -> flipped(spoilt, place);
            };
        }
        return spoilt;
    }

    private byte[] randomBytes() {
        byte[] bytes = new byte[1 + random.nextInt(6)];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] flipped(byte[] bytes, int place) {
        byte[] copy = bytes.clone();
        copy[place] ^= (byte) (1 << random.nextInt(8));
        return copy;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** The JSON with one or a few of its values or names changed. */
    String json(String json) {
        JsonNode tree = parsed(json);
        for (int change = random.nextInt(3); change >= 0; change--) {
            List<JsonNode> containers = new ArrayList<>();
            collect(tree, containers);
            spoil(oneOf(containers));
        }
        String text = tree.toString();
        return chance(5) ? withADoubledMember(text) : text;
    }

    private static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException malformed) {
            throw new AssertionError(malformed);
        }
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainerNode()) {
            containers.add(node);
            node.forEach(child -> collect(child, containers));
        }
    }

    private void spoil(JsonNode container) {
        if (container instanceof ArrayNode array) {
            if (array.isEmpty() || chance(30)) {
                array.add(value(array));
            } else {
                array.set(random.nextInt(array.size()), value(array));
            }
        } else if (container instanceof ObjectNode object) {
            spoil(object);
        }
    }

    private void spoil(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        if (names.isEmpty()) {
            object.set(oddText(), value(object));
            return;
        }
        String name = oneOf(names);
        switch (random.nextInt(5)) {
            case 0 -> object.remove(name);
            case 1 -> object.set(name.toUpperCase(Locale.ROOT), object.get(name));
            case 2 -> object.set(oneOf(names), object.remove(name));
            case 3 -> object.set(chance(50) ? name + "." + oneOf(names) : oddText(), value(object));
            default -> object.set(name, value(object));
        }
    }

    private JsonNode value(JsonNode near) {
        return switch (random.nextInt(10)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(random.nextBoolean());
            case 2 -> NODES.numberNode(random.nextInt());
            case 3 -> NODES.numberNode(BigInteger.TEN.pow(random.nextInt(120)));
            case 4 -> NODES.numberNode(random.nextGaussian());
            case 5 -> NODES.arrayNode().add(near.deepCopy());
            case 6 -> NODES.objectNode().set("value", near.deepCopy());
            case 7 -> nested(random.nextInt(40));
            default -> NODES.textNode(oddText());
        };
    }

    private JsonNode nested(int depth) {
        JsonNode node = NODES.objectNode();
        for (int level = 0; level < depth; level++) {
            node = chance(50) ? NODES.arrayNode().add(node) : NODES.objectNode().set("name", node);
        }
        return node;
    }

    private static String withADoubledMember(String json) {
        return json.startsWith("{\"") ? "{\"userName\":\"twice\",\"userName\":\"twice\"," + json.substring(1) : json;
    }
}
