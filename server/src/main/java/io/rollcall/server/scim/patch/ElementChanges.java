package io.rollcall.server.scim.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.scim.document.IgnoredMembers;
import io.rollcall.server.scim.document.JsonPath;
import io.rollcall.server.scim.document.ToleratedShapes;
import io.rollcall.server.scim.document.ValueReader;
import io.rollcall.server.scim.patch.Operation.Kind;
import io.rollcall.server.scim.patch.Target.OneAttribute;
import io.rollcall.server.scim.schema.AttributeDefinition;
import io.rollcall.server.scim.scimple.protocol.ScimMessage;
import io.rollcall.server.scim.scimple.protocol.ScimProblem;
import io.rollcall.server.scim.scimple.protocol.ScimProblem.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/** Effect of an operation on a multi-valued attribute (RFC 7644 sections 3.5.2.1 to 3.5.2.3). */
final class ElementChanges {
    private final OneAttribute target;
    private final AttributeDefinition attribute;
    private final String name;
    private final JsonPath place;
    private final IgnoredMembers ignored;

    /** @param ignored receives the names of unknown members of the value */
    ElementChanges(OneAttribute target, IgnoredMembers ignored) {
        this.target = target;
        this.ignored = ignored;
        this.attribute = target.path().attribute();
        this.name = target.whole().toString();
        this.place = JsonPath.of(target.whole());
    }

    /** @param value in the shape of the path's target */
    Change of(Kind kind, JsonNode value) {
        return change(kind, value).comparing(comparisons(kind, value));
    }

    private int comparisons(Kind kind, JsonNode value) {
        return target.filter()
                .map(ElementFilter::comparisons)
                .orElse(kind == Kind.REMOVE && value.isArray() ? Math.max(1, value.size()) : 1);
    }

    private Change change(Kind kind, JsonNode value) {
        if (target.path().subAttribute().isPresent()) {
            return set(kind, subAttribute(target.path().leaf(), kind, value));
        }
        if (target.filter().isPresent()) {
            return chosen(target.filter().get(), kind, value);
        }
        return whole(kind, value);
    }

    private Map<String, Optional<JsonNode>> subAttribute(AttributeDefinition sub, Kind kind, JsonNode value) {
        return Map.of(
                sub.name(),
                kind == Kind.REMOVE
                        ? Optional.empty()
                        : ValueReader.read(sub, name + "." + sub.name(), value, ignored));
    }

    /**
     * Returns a change of the selected elements, such as {@code emails[type eq "work"]}. Sub-attributes that the value does not
     * name are unchanged.
     */
    private Change chosen(ElementFilter filter, Kind kind, JsonNode value) {
        JsonNode element = ToleratedShapes.onlyElement(value);
        return kind == Kind.REMOVE || ScimMessage.isUnassigned(element)
                ? remove(filter::matches)
                : set(kind, ValueReader.members(attribute, name, element, ignored));
    }

    private Change whole(Kind kind, JsonNode value) {
        boolean unassigns = ScimMessage.isUnassigned(value) && !value.isArray();
        if (unassigns) {
            return kind == Kind.ADD ? Change.none() : Change.assign(place, Optional.empty());
        }
        if (kind == Kind.REMOVE) {
            return remove(listed(value));
        }
        Optional<JsonNode> said = ValueReader.read(attribute, name, value, ignored);
        return kind == Kind.REPLACE
                ? Change.assign(place, said)
                : Change.elements(place, elements -> said.ifPresent(elements::add));
    }

    private Change remove(Predicate<JsonNode> test) {
        return Change.elements(place, elements -> elements.remove(test));
    }

    /**
     * Returns a test for the elements listed in a value, by which Entra removes. An element matches if it has all members of a
     * listed one.
     */
    private Predicate<JsonNode> listed(JsonNode array) {
        List<JsonNode> values = StreamSupport.stream(array.spliterator(), false)
                .flatMap(value -> listedValue(value).stream())
                .toList();
        return element -> values.stream().anyMatch(value -> contains(element, value));
    }

    private Optional<JsonNode> listedValue(JsonNode written) {
        if (!attribute.isComplex()) {
            return Optional.of(written);
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        ValueReader.members(attribute, name, written, ignored)
                .forEach((sub, value) -> value.ifPresent(said -> object.set(sub, said)));
        return object.isEmpty() ? Optional.empty() : Optional.of(object);
    }

    private static boolean contains(JsonNode element, JsonNode listed) {
        return listed.isObject()
                ? listed.properties().stream()
                        .allMatch(member -> member.getValue().equals(element.get(member.getKey())))
                : listed.equals(element);
    }

    private Change set(Kind kind, Map<String, Optional<JsonNode>> said) {
        return Change.elements(place, elements -> {
            List<ObjectNode> chosen = elements.select(this::isAddressed);
            boolean saysValue = said.values().stream().anyMatch(Optional::isPresent);
            if (!chosen.isEmpty()) {
                elements.set(chosen, said);
            } else if (kind == Kind.REPLACE && needsAnElement()) {
                throw noTarget();
            } else if (saysValue) {
                create(kind, elements, said);
            }
        });
    }

    /**
     * Returns whether it is an error if no element matches (RFC 7644 section 3.5.2.3). It is not if Entra sets a sub-attribute
     * of a missing element of a canonical type.
     */
    private boolean needsAnElement() {
        return target.filter()
                .filter(filter -> target.path().subAttribute().isEmpty() || !filter.isCanonicalType())
                .isPresent();
    }

    /**
     * Creates the element that a filter describes: Entra replaces {@code phoneNumbers[type eq "work"].value} of users without
     * such a number.
     */
    private void create(Kind kind, Elements elements, Map<String, Optional<JsonNode>> said) {
        Map<String, Optional<JsonNode>> content = new HashMap<>();
        template().properties().forEach(member -> content.put(member.getKey(), Optional.of(member.getValue())));
        content.putAll(said);
        ObjectNode element = JsonNodeFactory.instance.objectNode();
        elements.append(element);
        elements.set(List.of(element), content);
        boolean keepsNothing = kind == Kind.REPLACE && !ValueReader.saysSomething(attribute, element);
        if (keepsNothing || !isAddressed(element)) {
            throw noTarget();
        }
    }

    private ObjectNode template() {
        return target.filter()
                .map(filter -> filter.template().orElseThrow(this::noTarget))
                .orElseGet(JsonNodeFactory.instance::objectNode);
    }

    private boolean isAddressed(JsonNode element) {
        return target.filter().map(filter -> filter.matches(element)).orElse(true);
    }

    private ScimProblem noTarget() {
        return new ScimProblem(
                Type.NO_TARGET, "No element matches " + target + ". Use a filter that matches an existing element.");
    }
}
