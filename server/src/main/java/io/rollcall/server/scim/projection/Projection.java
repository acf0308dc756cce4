package io.rollcall.server.scim.projection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * Tree of the members to keep in a JSON object.
 *
 * @param kept projections of members by name; an empty map keeps the whole value
 */
record Projection(Map<String, Projection> kept) {
    static final Projection ALL = new Projection(Map.of());

    Projection {
        kept = Map.copyOf(kept);
    }

    /** Returns the projected value; missing if nothing remains, so that no empty object or array is left. */
    JsonNode of(JsonNode value) {
        if (kept.isEmpty()) {
            return value;
        }
        if (value instanceof ObjectNode object) {
            return ofObject(object);
        }
        return value instanceof ArrayNode array ? ofElements(array) : MissingNode.getInstance();
    }

    private JsonNode ofObject(ObjectNode object) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(member -> {
            Projection inner = kept.get(member.getKey());
            JsonNode value = inner == null ? MissingNode.getInstance() : inner.of(member.getValue());
            if (!value.isMissingNode()) {
                result.set(member.getKey(), value);
            }
        });
        return result.isEmpty() ? MissingNode.getInstance() : result;
    }

    private JsonNode ofElements(ArrayNode array) {
        ArrayNode result = JsonNodeFactory.instance.arrayNode(array.size());
        array.forEach(element -> {
            JsonNode value = of(element);
            if (!value.isMissingNode()) {
                result.add(value);
            }
        });
        return result.isEmpty() ? MissingNode.getInstance() : result;
    }
}
