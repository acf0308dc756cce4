package io.rollcall.server.scim.schema;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An attribute that a client named and a schema knows (RFC 7644 section 3.10).
 *
 * @param extension the extension that holds the attribute; empty for the core User and the common attributes
 * @param attribute the attribute itself
 * @param subAttribute the sub-attribute, where the name had one
 */
public record AttributePath(
        Optional<SchemaDefinition> extension,
        AttributeDefinition attribute,
        Optional<AttributeDefinition> subAttribute) {

    /** The definition at the path's end. */
    public AttributeDefinition leaf() {
        return subAttribute.orElse(attribute);
    }

    /** The member names that lead to the value in a User's JSON, from the outside in. */
    public List<String> members() {
        return Stream.of(
                        extension.map(SchemaDefinition::urn),
                        Optional.of(attribute.name()),
                        subAttribute.map(AttributeDefinition::name))
                .flatMap(Optional::stream)
                .toList();
    }

    /** The path as a client would write it, for error details. */
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
