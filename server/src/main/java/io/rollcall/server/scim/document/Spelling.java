package io.rollcall.server.scim.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.scim.schema.AttributeDefinition;
import io.rollcall.server.scim.schema.AttributePath;
import io.rollcall.server.scim.schema.SchemaDefinition;
import io.rollcall.server.scim.schema.UserSchemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

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
        List<Named> whole = new ArrayList<>();
        List<Named> parts = new ArrayList<>();
        each("", body, named -> {
            if (!named.path().attribute().isReadOnly() && !named.path().leaf().isReadOnly()) {
                (named.path().subAttribute().isPresent() ? parts : whole).add(named);
            }
        });
        ObjectNode spelled = JsonNodeFactory.instance.objectNode();
        whole.forEach(named -> named.placeIn(spelled));
        parts.forEach(named -> named.placeIn(spelled));
        return spelled;
    }

    private void each(String prefix, ObjectNode object, Consumer<Named> consumer) {
        object.properties().forEach(member -> each(prefix + member.getKey(), member.getValue(), consumer));
    }

    private void each(String name, JsonNode written, Consumer<Named> consumer) {
        Optional<SchemaDefinition> schema = schemas.withUrn(name);
        if (schema.isPresent()) {
            inside(schema.get(), written, consumer);
        } else {
            schemas.resolve(name).ifPresent(path -> consumer.accept(new Named(path, written)));
        }
    }

    private void inside(SchemaDefinition schema, JsonNode written, Consumer<Named> consumer) {
        if (written instanceof ObjectNode object) {
            each(schema.urn() + ":", object, consumer);
        } else if (!ValueReader.isUnassigned(written)) {
            throw WrongValue.type(schema.urn(), "an object", written);
        } else if (schema != schemas.core()) {
            unassigned(schema, consumer);
        }
    }

    private void unassigned(SchemaDefinition extension, Consumer<Named> consumer) {
        for (AttributeDefinition attribute : extension.attributes()) {
            schemas.resolve(extension.urn() + ":" + attribute.name())
                    .ifPresent(path -> consumer.accept(new Named(path, NullNode.instance)));
        }
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
