package io.rollcall.server.scim.schema;

import java.util.Optional;

/** Schema as published by {@code /Schemas} (RFC 7643 section 7). */
public record SchemaDefinition(String urn, String name, String description, Attributes attributes) {

    /** Returns the attribute of the name, case-insensitive; empty if there is none. */
    public Optional<AttributeDefinition> attribute(String attributeName) {
        return attributes.find(attributeName);
    }

    public SchemaDefinition with(Attributes others) {
        return new SchemaDefinition(urn, name, description, others);
    }
}
