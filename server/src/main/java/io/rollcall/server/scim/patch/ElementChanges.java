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
import java.util.stream.StreamSupport;

/** Effect of an operation on a multi-valued attribute (RFC 7644 sections 3.5.2.1 to 3.5.2.3). */
final class ElementChanges {
    /** An element's identity is made of several of its members. */
    private static final int COMPARISONS_TO_INDEX = 3;

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
                ? Change.elements(place, elements -> elements.remove(one -> filter.matches(one, elements.texts())))
                        .comparing(filter.comparisons())
                : set(kind, ValueReader.members(attribute, name, element, ignored));
    }

    private Change whole(Kind kind, JsonNode value) {
        boolean unassigns = ScimMessage.isUnassigned(value) && !value.isArray();
        if (unassigns) {
            return kind == Kind.ADD ? Change.none() : Change.assign(place, Optional.empty());
        }
        if (kind == Kind.REMOVE) {
            ListedElements listed = listed(value);
            return Change.elements(place, elements -> elements.remove(listed::include))
                    .comparing(listed.comparisons());
        }
        Optional<JsonNode> said = ValueReader.read(attribute, name, value, ignored);
        if (kind == Kind.REPLACE) {
            return Change.assign(place, said);
        }
        Change add = Change.elements(place, elements -> said.ifPresent(elements::add))
                .comparing(COMPARISONS_TO_INDEX);
        return said.filter(Elements::hasPrimary).isPresent() ? add : add.indexing(place);
    }

    /** Returns the elements listed in a value, by which Entra removes. */
    private ListedElements listed(JsonNode array) {
        return new ListedElements(StreamSupport.stream(array.spliterator(), false)
                .flatMap(value -> listedValue(value).stream())
                .toList());
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

    /** Setting a member takes about as long as comparing one, and so does selecting an element. */
    private Change set(Kind kind, Map<String, Optional<JsonNode>> said) {
        int comparisons = said.size()
                + 1
                + target.filter().map(ElementFilter::comparisons).orElse(0);
        return Change.elements(place, elements -> {
                    List<ObjectNode> chosen = elements.select(element -> isAddressed(element, elements.texts()));
                    boolean saysValue = said.values().stream().anyMatch(Optional::isPresent);
                    if (!chosen.isEmpty()) {
                        elements.set(chosen, said);
                    } else if (kind == Kind.REPLACE && needsAnElement()) {
                        throw noTarget();
                    } else if (saysValue) {
                        create(kind, elements, said);
                    }
                })
                .comparing(comparisons);
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
        if (keepsNothing || !isAddressed(element, elements.texts())) {
            throw noTarget();
        }
    }

    private ObjectNode template() {
        return target.filter()
                .map(filter -> filter.template().orElseThrow(this::noTarget))
                .orElseGet(JsonNodeFactory.instance::objectNode);
    }

    private boolean isAddressed(JsonNode element, FoldedTexts texts) {
        return target.filter().map(filter -> filter.matches(element, texts)).orElse(true);
    }

    private ScimProblem noTarget() {
        return new ScimProblem(
                Type.NO_TARGET, "No element matches " + target + ". Use a filter that matches an existing element.");
    }
}
