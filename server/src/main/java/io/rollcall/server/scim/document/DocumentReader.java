package io.rollcall.server.scim.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.extensions.RoleAttribute;
import io.rollcall.server.scim.schema.AttributeDefinition;
import io.rollcall.server.scim.schema.AttributeDefinition.Mutability;
import io.rollcall.server.scim.schema.AttributePath;
import io.rollcall.server.scim.schema.Attributes;
import io.rollcall.server.scim.schema.SchemaDefinition;
import io.rollcall.server.scim.schema.UserSchemas;
import io.rollcall.server.scim.scimple.protocol.InvalidValue;
import io.rollcall.server.scim.scimple.protocol.ScimMessage;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reader of the User in the body of a POST or PUT: it normalizes and validates the attributes, and drops readOnly ones (RFC
 * 7643).
 */
public final class DocumentReader {
    private final UserSchemas schemas;
    private final String roleAttribute;
    private final AttributeNormalizer spelling;

    public DocumentReader(UserSchemas schemas) {
        this.schemas = schemas;
        this.roleAttribute = schemas.roleAttribute();
        this.spelling = new AttributeNormalizer(schemas);
    }

    /**
     * Returns the document without readOnly, writeOnly, unknown and unassigned attributes. Its {@code schemas} are derived from
     * its attributes.
     */
    public WrittenDocument read(ObjectNode body) {
        IgnoredMembers ignored = new IgnoredMembers();
        return read(spelling.of(body, ignored), ignored);
    }

    /** The same of a stored document that was changed: its attributes are where the schemas have them. */
    public WrittenDocument readNormalized(ObjectNode document) {
        return read(document, new IgnoredMembers());
    }

    private WrittenDocument read(ObjectNode spelled, IgnoredMembers ignored) {
        ScimMessage.requireSchema(schemas.core().urn(), spelled.path("schemas"));
        return new WrittenDocument(
                document(spelled, ignored),
                said(spelled, "active", JsonNode::booleanValue),
                said(spelled, roleAttribute, JsonNode::textValue),
                said(spelled, RoleAttribute.EXTENSION_URN + ":" + roleAttribute, JsonNode::textValue),
                ignored.toString());
    }

    private ObjectNode document(ObjectNode spelled, IgnoredMembers ignored) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.putArray("schemas");
        readInto(document, "", schemas.common(), spelled, ignored);
        readInto(document, "", schemas.core().attributes(), spelled, ignored);
        requireRequired(document);
        for (SchemaDefinition extension : schemas.extensions()) {
            ObjectNode content = JsonNodeFactory.instance.objectNode();
            readInto(content, extension.urn() + ":", extension.attributes(), spelled.path(extension.urn()), ignored);
            if (!content.isEmpty()) {
                document.set(extension.urn(), content);
            }
        }
        schemas.refreshUrns(document);
        return document;
    }

    private void readInto(
            ObjectNode target, String prefix, Attributes attributes, JsonNode spelled, IgnoredMembers ignored) {
        for (AttributeDefinition attribute : attributes) {
            if (!isReadApart(attribute) && spelled.has(attribute.name())) {
                ValueReader.read(attribute, prefix + attribute.name(), spelled.get(attribute.name()), ignored)
                        .filter(value -> attribute.mutability() != Mutability.WRITE_ONLY)
                        .ifPresent(value -> target.set(attribute.name(), value));
            }
        }
    }

    private boolean isReadApart(AttributeDefinition attribute) {
        String name = attribute.name();
        return name.equals("schemas") || name.equals("active") || name.equals(roleAttribute);
    }

    private void requireRequired(ObjectNode document) {
        schemas.core().attributes().stream()
                .filter(AttributeDefinition::required)
                .map(AttributeDefinition::name)
                .filter(name -> isBlank(document.path(name)))
                .findFirst()
                .ifPresent(name -> {
                    throw InvalidValue.value(name + " is required; send it with a value.");
                });
    }

    private static boolean isBlank(JsonNode value) {
        return value.isMissingNode() || (value.isTextual() && value.textValue().isBlank());
    }

    private <T> Assignment<T> said(ObjectNode spelled, String name, Function<JsonNode, T> value) {
        Optional<AttributePath> path = schemas.resolve(name);
        return path.flatMap(known -> JsonPath.of(known).find(spelled))
                .<Assignment<T>>map(written -> ValueReader.read(path.get().leaf(), name, written, new IgnoredMembers())
                        .map(value)
                        .<Assignment<T>>map(Assignment.Value::new)
                        .orElseGet(Assignment.NoValue::new))
                .orElseGet(Assignment.Nothing::new);
    }
}
