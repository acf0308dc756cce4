package io.rollcall.server.scim.schema;

import java.util.Optional;

/** One schema as {@code /Schemas} publishes it (RFC 7643 section 7): its URN, its name and its attributes. */
public record SchemaDefinition(String urn, String name, String description, Attributes attributes) {

    /** The attribute of that name in any case, or empty. */
    public Optional<AttributeDefinition> attribute(String attributeName) {
        return attributes.find(attributeName);
    }

    public SchemaDefinition with(Attributes others) {
        return new SchemaDefinition(urn, name, description, others);
    }
}
