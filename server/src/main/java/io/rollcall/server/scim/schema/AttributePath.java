package io.rollcall.server.scim.schema;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Resolved path of an attribute (RFC 7644 section 3.10).
 *
 * @param extension the extension that holds the attribute; empty for the core User and the common attributes
 * @param attribute the attribute itself
 * @param subAttribute the sub-attribute; empty if the path has none
 */
public record AttributePath(
        Optional<SchemaDefinition> extension,
        AttributeDefinition attribute,
        Optional<AttributeDefinition> subAttribute) {

    /** Returns the definition at the end of the path. */
    public AttributeDefinition leaf() {
        return subAttribute.orElse(attribute);
    }

    /** Returns the member names that lead to the value in a User's JSON. */
    public List<String> members() {
        return Stream.of(
                        extension.map(SchemaDefinition::urn),
                        Optional.of(attribute.name()),
                        subAttribute.map(AttributeDefinition::name))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Returns the path in SCIM syntax, for error messages. */
    @Override
    public String toString() {
        String plain = attribute.name()
                + subAttribute
                        .map(AttributeDefinition::name)
                        .map(name -> "." + name)
                        .orElse("");
        return extension.map(schema -> schema.urn() + ":" + plain).orElse(plain);
    }
}
