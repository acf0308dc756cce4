package io.rollcall.server.scim.scimple;

import io.rollcall.extensions.RoleAttribute;
import io.rollcall.server.scim.schema.AttributeDefinition;
import io.rollcall.server.scim.schema.AttributeDefinition.Mutability;
import io.rollcall.server.scim.schema.AttributeDefinition.Returned;
import io.rollcall.server.scim.schema.AttributeDefinition.Type;
import io.rollcall.server.scim.schema.AttributeDefinition.Uniqueness;
import io.rollcall.server.scim.schema.Attributes;
import io.rollcall.server.scim.schema.CommonAttributes;
import io.rollcall.server.scim.schema.SchemaDefinition;
import io.rollcall.server.scim.schema.UserSchemas;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.directory.scim.core.schema.SchemaRegistry;
import org.apache.directory.scim.spec.resources.ScimUser;
import org.apache.directory.scim.spec.schema.Schema;

/** Reader of SCIMple's registered schemas, with characteristics corrected to RFC 7643. */
final class SchemaReader {
    /** SCIMple lists these in the core schema; by RFC 7643 section 3.1 they belong to no schema. */
    private static final Set<String> COMMON = Set.of("id", "externalId", "meta");

    private SchemaReader() {}

    /**
     * Returns the User's schemas from a registry with the core User and its extensions.
     *
     * @param roleAttribute the name of the attribute that carries a user's role
     */
    static UserSchemas read(SchemaRegistry registry, String roleAttribute) {
        AttributeDescriptions descriptions = AttributeDescriptions.load();
        List<SchemaDefinition> extensions = registry.getAllSchemas().stream()
                .filter(schema -> !schema.getId().equals(ScimUser.SCHEMA_URI))
                .map(SchemaReader::definition)
                .map(descriptions::describe)
                .map(schema -> withRole(schema, roleAttribute))
                .sorted(Comparator.comparing(SchemaDefinition::urn))
                .toList();
        SchemaDefinition core =
                withRole(descriptions.describe(definition(registry.getSchema(ScimUser.SCHEMA_URI))), roleAttribute);
        return new UserSchemas(core, extensions, CommonAttributes.definitions(), roleAttribute);
    }

    /** Returns the schema with the configured name of the role's attribute, since an annotation's name is fixed. */
    private static SchemaDefinition withRole(SchemaDefinition schema, String name) {
        return schema.with(schema.attributes()
                .map(attribute ->
                        attribute.name().equals(RoleAttribute.DEFAULT_NAME) ? attribute.named(name) : attribute));
    }

    private static SchemaDefinition definition(Schema schema) {
        Attributes attributes = Attributes.of(schema.getAttributes().stream()
                .filter(attribute -> !COMMON.contains(attribute.getName()))
                .map(SchemaReader::definition)
                .toList());
        return SchemaCorrections.apply(
                new SchemaDefinition(schema.getId(), schema.getName(), schema.getDescription(), attributes));
    }

    private static AttributeDefinition definition(Schema.Attribute attribute) {
        return new AttributeDefinition(
                attribute.getName(),
                Type.valueOf(attribute.getType().name()),
                attribute.isMultiValued(),
                Optional.ofNullable(attribute.getDescription()).orElse(""),
                attribute.isRequired(),
                sorted(attribute.getCanonicalValues()),
                attribute.isCaseExact(),
                Mutability.valueOf(attribute.getMutability().name()),
                Returned.valueOf(attribute.getReturned().name()),
                Uniqueness.valueOf(attribute.getUniqueness().name()),
                Optional.ofNullable(attribute.getReferenceTypes()).orElse(List.of()),
                Attributes.of(Optional.ofNullable(attribute.getSubAttributes()).orElse(Set.of()).stream()
                        .map(SchemaReader::definition)
                        .toList()));
    }

    /** Sorts values, which SCIMple keeps in a hash set, so that their order does not depend on the JVM. */
    private static List<String> sorted(Collection<String> values) {
        return values == null ? List.of() : values.stream().sorted().toList();
    }
}
