package io.rollcall.server.scim.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.scim.document.ValueReader;
import io.rollcall.server.scim.scimple.protocol.InvalidValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Mutable elements of a multi-valued attribute during a PATCH (RFC 7643 section 2.4). */
final class Elements {
    private static final String PRIMARY = "primary";
    private static final String VALUE = "value";

    private final FoldedTexts texts;
    private final ArrayNode array;

    /** Elements by identity. Empty until an addition needs it, and after an identity may have changed. */
    private final Map<String, JsonNode> index = new HashMap<>();

    /**
     * @param stored the attribute's array, which is modified
     * @param texts cache of folded texts
     */
    Elements(Optional<JsonNode> stored, FoldedTexts texts) {
        this.texts = texts;
        this.array = stored.map(ArrayNode.class::cast).orElseGet(JsonNodeFactory.instance::arrayNode);
    }

    /** Returns whether this is the array that the document has now. */
    boolean isOf(Optional<JsonNode> stored) {
        return stored.isPresent() ? stored.get() == array : array.isEmpty();
    }

    /** Returns the attribute's array; empty if it has no elements. */
    Optional<JsonNode> array() {
        return array.isEmpty() ? Optional.empty() : Optional.of(array);
    }

    FoldedTexts texts() {
        return texts;
    }

    /** Returns whether an element is marked as primary. */
    static boolean hasPrimary(JsonNode elements) {
        for (JsonNode element : elements) {
            if (element.path(PRIMARY).asBoolean()) {
                return true;
            }
        }
        return false;
    }

    /** Returns the complex elements that pass the test. */
    List<ObjectNode> select(Predicate<JsonNode> test) {
        List<ObjectNode> selected = new ArrayList<>();
        for (JsonNode element : array) {
            if (element instanceof ObjectNode object && test.test(object)) {
                selected.add(object);
            }
        }
        return selected;
    }

    void remove(Predicate<JsonNode> test) {
        List<JsonNode> rest = new ArrayList<>(array.size());
        for (JsonNode element : array) {
            if (!test.test(element)) {
                rest.add(element);
            }
        }
        if (rest.size() < array.size()) {
            array.removeAll().addAll(rest);
            index.clear();
        }
    }

    void append(ObjectNode element) {
        array.add(element);
        index.clear();
    }

    /** Adds elements that do not exist yet. One with the value and type of an existing element is merged into it. */
    void add(JsonNode added) {
        added.forEach(this::addOne);
    }

    private void addOne(JsonNode element) {
        if (index.isEmpty()) {
            array.forEach(present -> index.putIfAbsent(ValueReader.identity(present), present));
        }
        JsonNode there = index.computeIfAbsent(ValueReader.identity(element), identity -> appended(element.deepCopy()));
        if (there instanceof ObjectNode object) {
            object.setAll((ObjectNode) element.deepCopy());
            keepOnePrimary(List.of(object), element.path(PRIMARY).asBoolean());
        }
    }

    private JsonNode appended(JsonNode element) {
        array.add(element);
        return element;
    }

    /** Sets or unassigns sub-attributes of the selected elements. */
    void set(List<ObjectNode> chosen, Map<String, Optional<JsonNode>> said) {
        index.clear();
        for (ObjectNode element : chosen) {
            said.forEach((name, value) -> value.ifPresentOrElse(
                    present -> element.set(name, present.deepCopy()), () -> element.remove(name)));
        }
        keepOnePrimary(
                chosen,
                said.getOrDefault(PRIMARY, Optional.empty())
                        .map(JsonNode::asBoolean)
                        .orElse(false));
    }

    /** Makes the other elements non-primary if one was made primary (RFC 7644 section 3.5.2). */
    private void keepOnePrimary(List<ObjectNode> chosen, boolean madePrimary) {
        if (!madePrimary) {
            return;
        }
        if (chosen.size() > 1) {
            throw InvalidValue.value(
                    "primary true would go to %d elements; only one may have it.".formatted(chosen.size()));
        }
        for (ObjectNode other : select(element -> element.path(PRIMARY).asBoolean() && element != chosen.get(0))) {
            other.put(PRIMARY, false);
            if (!other.has(VALUE)) {
                // The mark is a part of its identity.
                index.clear();
            }
        }
    }
}
