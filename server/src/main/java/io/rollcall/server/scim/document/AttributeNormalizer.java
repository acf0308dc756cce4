package io.rollcall.server.scim.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.scim.schema.AttributeDefinition;
import io.rollcall.server.scim.schema.AttributePath;
import io.rollcall.server.scim.schema.SchemaDefinition;
import io.rollcall.server.scim.schema.UserSchemas;
import io.rollcall.server.scim.scimple.protocol.InvalidValue;
import io.rollcall.server.scim.scimple.protocol.ScimMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Normalizer of attribute names: clients may write them in any case and with or without their schema's URN (RFC 7643 section
 * 2.1, RFC 7644 section 3.10). Values are unchanged; unknown and readOnly attributes are dropped.
 */
final class AttributeNormalizer {
    private final UserSchemas schemas;

    AttributeNormalizer(UserSchemas schemas) {
        this.schemas = schemas;
    }

    /** @param ignored receives the names of unknown attributes */
    ObjectNode of(ObjectNode body, IgnoredMembers ignored) {
        List<Named> whole = new ArrayList<>();
        List<Named> parts = new ArrayList<>();
        List<Named> withoutUrn = new ArrayList<>();
        each("", body, ignored, named -> {
            if (!named.path().attribute().isReadOnly() && !named.path().leaf().isReadOnly()) {
                (named.lacksUrn() ? withoutUrn : named.isWhole() ? whole : parts).add(named);
            }
        });
        Set<String> underUrn = withoutUrn.isEmpty()
                ? Set.of()
                : Stream.concat(whole.stream(), parts.stream())
                        .map(Named::attribute)
                        .collect(Collectors.toSet());
        for (Named named : withoutUrn) {
            // If an attribute has both forms, the value under the URN wins.
            if (underUrn.contains(named.attribute())) {
                ignored.add(named.name(), named.written());
            } else {
                (named.isWhole() ? whole : parts).add(named);
            }
        }
        ObjectNode spelled = JsonNodeFactory.instance.objectNode();
        whole.forEach(named -> named.placeIn(spelled));
        parts.forEach(named -> named.placeIn(spelled));
        return spelled;
    }

    private void each(String prefix, ObjectNode object, IgnoredMembers ignored, Consumer<Named> consumer) {
        object.properties().forEach(member -> each(prefix + member.getKey(), member.getValue(), ignored, consumer));
    }

    private void each(String name, JsonNode written, IgnoredMembers ignored, Consumer<Named> consumer) {
        Optional<SchemaDefinition> schema = schemas.withUrn(name);
        if (schema.isPresent()) {
            inside(schema.get(), ToleratedShapes.onlyElement(written), ignored, consumer);
            return;
        }
        Optional<AttributePath> path = schemas.resolve(name);
        if (path.isPresent()) {
            consumer.accept(new Named(name, path.get(), written));
        } else {
            ignored.add(name, written);
        }
    }

    private void inside(SchemaDefinition schema, JsonNode written, IgnoredMembers ignored, Consumer<Named> consumer) {
        if (written instanceof ObjectNode object) {
            each(schema.urn() + ":", object, ignored, consumer);
        } else if (!ScimMessage.isUnassigned(written)) {
            throw InvalidValue.type(schema.urn(), "an object", written);
        } else if (schema != schemas.core()) {
            unassigned(schema, consumer);
        }
    }

    private void unassigned(SchemaDefinition extension, Consumer<Named> consumer) {
        for (AttributeDefinition attribute : extension.attributes()) {
            String name = extension.urn() + ":" + attribute.name();
            schemas.resolve(name).ifPresent(path -> consumer.accept(new Named(name, path, NullNode.instance)));
        }
    }

    /** An attribute and the value that the client wrote. @param name as the client wrote it */
    private record Named(String name, AttributePath path, JsonNode written) {
        boolean lacksUrn() {
            return path.extension().isPresent() && !UserSchemas.isUrn(name);
        }

        boolean isWhole() {
            return path.subAttribute().isEmpty();
        }

        String attribute() {
            return path.extension().map(SchemaDefinition::urn).orElse("") + ":"
                    + path.attribute().name();
        }

        void placeIn(ObjectNode document) {
            JsonPath place = JsonPath.of(path);
            if (place.find(document).isPresent()) {
                throw InvalidValue.duplicate(path.toString());
            }
            if (!isWhole()) {
                makeParent(document);
            }
            place.put(document, Optional.of(value().deepCopy()));
        }

        /** Returns the value in canonical shape, so that dotted sub-attributes can be merged into it. */
        private JsonNode value() {
            return path.leaf().isComplex() ? ToleratedShapes.canonical(path.leaf(), written) : written;
        }

        private void makeParent(ObjectNode document) {
            AttributePath whole = new AttributePath(path.extension(), path.attribute(), Optional.empty());
            Optional<JsonNode> parent = JsonPath.of(whole).find(document);
            if (parent.filter(written -> !written.isObject() && !ScimMessage.isUnassigned(written))
                    .isPresent()) {
                throw InvalidValue.duplicate(whole.toString());
            }
        }
    }
}
