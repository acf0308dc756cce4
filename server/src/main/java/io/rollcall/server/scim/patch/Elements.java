package io.rollcall.server.scim.patch;

import com.fasterxml.jackson.databind.JsonNode;
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

    private final List<JsonNode> elements = new ArrayList<>();

    /** Returns a copy of the stored elements. */
    static Elements of(Optional<JsonNode> array) {
        Elements elements = new Elements();
        array.ifPresent(stored -> stored.forEach(elements.elements::add));
        return elements;
    }

    Optional<JsonNode> array() {
        return elements.isEmpty()
                ? Optional.empty()
                : Optional.of(JsonNodeFactory.instance.arrayNode().addAll(elements));
    }

    /** Returns the complex elements that pass the test. */
    List<ObjectNode> select(Predicate<JsonNode> test) {
        return elements.stream()
                .filter(ObjectNode.class::isInstance)
                .filter(test)
                .map(ObjectNode.class::cast)
                .toList();
    }

    void remove(Predicate<JsonNode> test) {
        elements.removeIf(test);
    }

    void append(ObjectNode element) {
        elements.add(element);
    }

    /** Adds elements that do not exist yet. One with the value and type of an existing element is merged into it. */
    void add(JsonNode added) {
        Map<Object, JsonNode> known = new HashMap<>();
        elements.forEach(element -> known.putIfAbsent(ValueReader.identity(element), element));
        for (JsonNode element : added) {
            JsonNode there =
                    known.computeIfAbsent(ValueReader.identity(element), identity -> appended(element.deepCopy()));
            if (there instanceof ObjectNode object) {
                object.setAll((ObjectNode) element.deepCopy());
                keepOnePrimary(List.of(object), element.path(PRIMARY).asBoolean());
            }
        }
    }

    private JsonNode appended(JsonNode element) {
        elements.add(element);
        return element;
    }

    /** Sets or unassigns sub-attributes of the selected elements. */
    void set(List<ObjectNode> chosen, Map<String, Optional<JsonNode>> said) {
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
        select(element -> element.path(PRIMARY).asBoolean() && element != chosen.get(0))
                .forEach(other -> other.put(PRIMARY, false));
    }
}
