package io.rollcall.server.scim.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.rollcall.server.scim.schema.AttributeDefinition;
import io.rollcall.server.scim.scimple.protocol.ScimMessage;

/**
 * Tolerant reading of JSON whose shape differs from the schema's but has only one possible meaning. The rule is the same for
 * every attribute and operation; docs/conformance.md has the table.
 */
public final class ToleratedShapes {
    private static final String VALUE = "value";

    private ToleratedShapes() {}

    /** Returns the value in the shape of its attribute; unchanged if it cannot be converted. */
    public static JsonNode canonical(AttributeDefinition attribute, JsonNode written) {
        if (attribute.multiValued()) {
            return array(attribute, written);
        }
        JsonNode value = onlyElement(written);
        return attribute.isComplex() ? object(attribute, value) : simple(attribute, onlyValue(value));
    }

    /** Returns the element of a one-element array, or the value itself. Nested arrays are a mistake and unchanged. */
    public static JsonNode onlyElement(JsonNode written) {
        return written.isArray() && written.size() == 1 && !written.get(0).isArray() ? written.get(0) : written;
    }

    private static JsonNode array(AttributeDefinition attribute, JsonNode written) {
        if (!attribute.isComplex()) {
            return written;
        }
        if (written.isArray()) {
            return elements(attribute, (ArrayNode) written);
        }
        JsonNode element = object(attribute, written);
        return element.isObject() && !element.isEmpty()
                ? JsonNodeFactory.instance.arrayNode().add(element)
                : written;
    }

    private static JsonNode elements(AttributeDefinition attribute, ArrayNode written) {
        ArrayNode elements = written;
        for (int place = 0; place < written.size(); place++) {
            JsonNode element = object(attribute, written.get(place));
            if (element != written.get(place)) {
                // The caller may still need the original array.
                elements = elements == written ? copy(written) : elements;
                elements.set(place, element);
            }
        }
        return elements;
    }

    private static ArrayNode copy(ArrayNode array) {
        return JsonNodeFactory.instance.arrayNode(array.size()).addAll(array);
    }

    /** Converts a text to an object with this {@code value} (RFC 7643 section 2.4). */
    private static JsonNode object(AttributeDefinition attribute, JsonNode written) {
        return written.isTextual()
                        && !ScimMessage.isUnassigned(written)
                        && attribute.subAttribute(VALUE).isPresent()
                ? JsonNodeFactory.instance.objectNode().set(VALUE, written)
                : written;
    }

    /** Unwraps a value of a simple attribute, which Entra ID wraps as {@code [{"$ref": null, "value": "x"}]}. */
    private static JsonNode onlyValue(JsonNode written) {
        if (written instanceof ObjectNode object && object.path(VALUE).isValueNode()) {
            boolean alone = object.properties().stream()
                    .allMatch(member -> member.getKey().equals(VALUE) || ScimMessage.isUnassigned(member.getValue()));
            return alone ? object.get(VALUE) : written;
        }
        return written;
    }

    /** Converts numbers and booleans to text, except fractions: 1.50 would become 1.5. */
    private static JsonNode simple(AttributeDefinition attribute, JsonNode written) {
        return switch (attribute.type()) {
            case STRING ->
                written.isIntegralNumber() || written.isBoolean() ? TextNode.valueOf(written.asText()) : written;
            case BOOLEAN -> written.isTextual() ? truth(written) : written;
            default -> written;
        };
    }

    private static JsonNode truth(JsonNode text) {
        if (text.textValue().equalsIgnoreCase("true")) {
            return BooleanNode.TRUE;
        }
        return text.textValue().equalsIgnoreCase("false") ? BooleanNode.FALSE : text;
    }
}
