package io.rollcall.server.scim.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.scim.schema.AttributeDefinition;
import io.rollcall.server.scim.schema.AttributePath;
import io.rollcall.server.scim.schema.SchemaDefinition;
import io.rollcall.server.scim.schema.UserSchemas;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Puts the attributes that a client named, in any case and with or without their schema's URN, where the schemas have
 * them (RFC 7643 section 2.1, RFC 7644 section 3.10). Values stay as they were written; unknown and readOnly attributes
 * are left behind.
 */
final class Spelling {
    private final UserSchemas schemas;

    Spelling(UserSchemas schemas) {
        this.schemas = schemas;
    }

    ObjectNode of(ObjectNode body) {
        ObjectNode spelled = JsonNodeFactory.instance.objectNode();
        named("", body)
                .filter(named -> !named.path().attribute().isReadOnly())
                .filter(named -> !named.path().leaf().isReadOnly())
                .sorted(Comparator.comparing(
                        named -> named.path().subAttribute().isPresent()))
                .forEach(named -> named.placeIn(spelled));
        return spelled;
    }

    private Stream<Named> named(String prefix, ObjectNode object) {
        return object.properties().stream().flatMap(member -> named(prefix + member.getKey(), member.getValue()));
    }

    private Stream<Named> named(String name, JsonNode written) {
        Optional<SchemaDefinition> schema = schemas.all()
                .filter(known -> known.urn().equalsIgnoreCase(name))
                .findFirst();
        return schema.map(known -> inside(known, written))
                .orElseGet(() -> schemas.resolve(name).stream().map(path -> new Named(path, written)));
    }

    private Stream<Named> inside(SchemaDefinition schema, JsonNode written) {
        if (written instanceof ObjectNode object) {
            return named(schema.urn() + ":", object);
        }
        if (!ValueReader.isUnassigned(written)) {
            throw WrongValue.type(schema.urn(), "an object", written);
        }
        return schema == schemas.core() ? Stream.empty() : unassigned(schema);
    }

    private Stream<Named> unassigned(SchemaDefinition extension) {
        return extension.attributes().stream()
                .map(AttributeDefinition::name)
                .flatMap(name -> schemas.resolve(extension.urn() + ":" + name).stream())
                .map(path -> new Named(path, NullNode.instance));
    }

    /** An attribute with what was written for it. */
    private record Named(AttributePath path, JsonNode written) {

        void placeIn(ObjectNode document) {
            Place place = Place.of(path);
            if (place.find(document).isPresent()) {
                throw WrongValue.saidTwice(path.toString());
            }
            if (path.subAttribute().isPresent()) {
                makeParent(document);
            }
            place.put(document, Optional.of(written.deepCopy()));
        }

        private void makeParent(ObjectNode document) {
            AttributePath whole = new AttributePath(path.extension(), path.attribute(), Optional.empty());
            Optional<JsonNode> parent = Place.of(whole).find(document);
            if (parent.filter(written -> !written.isObject() && !ValueReader.isUnassigned(written))
                    .isPresent()) {
                throw WrongValue.saidTwice(whole.toString());
            }
        }
    }
}
