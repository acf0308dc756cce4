package io.rollcall.server.scim.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.scim.schema.AttributeDefinition;
import io.rollcall.server.scim.scimple.protocol.InvalidValue;
import io.rollcall.server.scim.scimple.protocol.ScimMessage;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reader of attribute values, which converts them to canonical form or refuses them (RFC 7643 sections 2.3 to 2.5). */
public final class ValueReader {
    /** More elements are a mistake, and would make every later change of the attribute slow. */
    static final int MAX_ELEMENTS = 10_000;

    /** Sub-attributes that only qualify an element's value. */
    private static final Set<String> LABELS = Set.of("type", "primary");

    private ValueReader() {}

    /**
     * Reads an attribute or sub-attribute.
     *
     * @param path the attribute's name in error details
     * @param ignored receives the names of unknown members of objects
     * @return empty if the client unassigned the attribute
     */
    public static Optional<JsonNode> read(
            AttributeDefinition attribute, String path, JsonNode written, IgnoredMembers ignored) {
        JsonNode value = ToleratedShapes.canonical(attribute, written);
        if (ScimMessage.isUnassigned(value)) {
            return Optional.empty();
        }
        if (attribute.multiValued()) {
            return elements(attribute, path, value, ignored);
        }
        return attribute.isComplex()
                ? object(attribute, path, value, ignored)
                : Optional.of(SimpleValue.read(attribute, path, value));
    }

    /**
     * Reads the sub-attributes of an object, by canonical name and in the schema's order.
     *
     * @return an empty value for each unassigned one; unknown and readOnly ones are dropped
     */
    public static Map<String, Optional<JsonNode>> members(
            AttributeDefinition attribute, String path, JsonNode written, IgnoredMembers ignored) {
        Map<String, JsonNode> named = named(attribute, path, written, ignored);
        Map<String, Optional<JsonNode>> members = new LinkedHashMap<>();
        for (AttributeDefinition sub : attribute.subAttributes()) {
            if (named.containsKey(sub.name())) {
                members.put(sub.name(), read(sub, path + "." + sub.name(), named.get(sub.name()), ignored));
            }
        }
        return members;
    }

    private static Map<String, JsonNode> named(
            AttributeDefinition attribute, String path, JsonNode written, IgnoredMembers ignored) {
        if (!written.isObject()) {
            throw InvalidValue.type(path, "an object", written);
        }
        Map<String, JsonNode> named = new HashMap<>();
        written.properties().forEach(member -> {
            Optional<AttributeDefinition> known = attribute.subAttribute(member.getKey());
            if (known.isEmpty()) {
                ignored.add(path + "." + member.getKey(), member.getValue());
            }
            known.filter(sub -> !sub.isReadOnly()).ifPresent(sub -> {
                if (named.put(sub.name(), member.getValue()) != null) {
                    throw InvalidValue.duplicate(path + "." + sub.name());
                }
            });
        });
        return named;
    }

    private static Optional<JsonNode> object(
            AttributeDefinition attribute, String path, JsonNode written, IgnoredMembers ignored) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        members(attribute, path, written, ignored)
                .forEach((name, value) -> value.ifPresent(said -> object.set(name, said)));
        References.makeRelative(attribute, object);
        return object.isEmpty() ? Optional.empty() : Optional.of(object);
    }

    private static Optional<JsonNode> elements(
            AttributeDefinition attribute, String path, JsonNode written, IgnoredMembers ignored) {
        if (!written.isArray()) {
            throw InvalidValue.type(path, attribute.isComplex() ? "an array of objects" : "an array of texts", written);
        }
        if (written.size() > MAX_ELEMENTS) {
            throw InvalidValue.value("%s has more than the maximum of %d elements.".formatted(path, MAX_ELEMENTS));
        }
        if (written.size() == 1) {
            return element(attribute, path, written.get(0), ignored)
                    .map(only -> JsonNodeFactory.instance.arrayNode().add(only));
        }
        Map<String, JsonNode> byIdentity = new LinkedHashMap<>();
        written.forEach(element -> element(attribute, path, element, ignored)
                .ifPresent(said -> byIdentity.merge(identity(said), said, ValueReader::joined)));
        Collection<JsonNode> distinct = byIdentity.values();
        if (distinct.stream().filter(ValueReader::isPrimary).count() > 1) {
            throw InvalidValue.value(path + " has more than one element with primary true; mark one.");
        }
        return distinct.isEmpty()
                ? Optional.empty()
                : Optional.of(JsonNodeFactory.instance.arrayNode().addAll(distinct));
    }

    /**
     * Returns the identity of an element: its value and type, which must be unique (RFC 7643 section 2.4). It is a text,
     * because maps find texts quickly even if a client chooses many with the same hash code.
     */
    public static String identity(JsonNode element) {
        JsonNode value = element.path("value");
        if (!value.isMissingNode()) {
            return counted(value) + counted(element.path("type"));
        }
        if (!element.isObject()) {
            return counted(element);
        }
        return element.properties().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(member -> member.getKey() + ':' + counted(member.getValue()))
                .collect(Collectors.joining());
    }

    /** The length keeps two texts apart however a client splits them. Jackson's own text of a value costs a writer each. */
    private static String counted(JsonNode value) {
        String text = value.isTextual() ? value.textValue() : value.toString();
        return text.length() + ":" + text;
    }

    private static JsonNode joined(JsonNode there, JsonNode again) {
        if (there instanceof ObjectNode object && again instanceof ObjectNode more) {
            object.setAll(more);
        }
        return there;
    }

    private static Optional<JsonNode> element(
            AttributeDefinition attribute, String path, JsonNode written, IgnoredMembers ignored) {
        if (ScimMessage.isUnassigned(written)) {
            return Optional.empty();
        }
        return attribute.isComplex()
                ? object(attribute, path, written, ignored).filter(element -> saysSomething(attribute, element))
                : Optional.of(SimpleValue.read(attribute, path, written));
    }

    /**
     * Returns whether an element has more than labels. Templates of identity providers send a type with a null value for
     * missing data; such elements are dropped.
     */
    public static boolean saysSomething(AttributeDefinition attribute, JsonNode element) {
        return attribute.subAttribute("value").isPresent() ? element.has("value") : !LABELS.containsAll(names(element));
    }

    private static Collection<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }

    private static boolean isPrimary(JsonNode element) {
        return element.path("primary").asBoolean();
    }
}
