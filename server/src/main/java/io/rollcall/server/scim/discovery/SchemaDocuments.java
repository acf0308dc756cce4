package io.rollcall.server.scim.discovery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.scim.schema.AttributeDefinition;
import io.rollcall.server.scim.schema.AttributeDefinition.Mutability;
import io.rollcall.server.scim.schema.AttributeDefinition.Type;
import io.rollcall.server.scim.schema.GroupSchema;
import io.rollcall.server.scim.schema.RoleSchema;
import io.rollcall.server.scim.schema.SchemaDefinition;
import io.rollcall.server.scim.schema.UserSchemas;
import io.rollcall.server.scim.scimple.protocol.MessageUrn;
import java.util.List;
import java.util.stream.Stream;

/**
 * Builder of the Schema resources of the User, its extensions, the Role and the Group (RFC 7643 sections 7 and 8.7.1). Attributes list all
 * characteristics, including defaults, so that clients need not know the defaults.
 */
final class SchemaDocuments {
    static final String URN = MessageUrn.SCHEMA;

    private SchemaDocuments() {}

    /**
     * @param roleValues the organization's roles in display order
     * @param baseUrl of the organization's SCIM endpoint, without a slash at its end
     * @param groups whether the organization has groups
     */
    static List<ObjectNode> schemas(UserSchemas schemas, List<String> roleValues, String baseUrl, boolean groups) {
        return Stream.concat(
                        schemas.all().map(schema -> withRoles(schema, schemas.roleAttribute(), roleValues)),
                        Stream.concat(
                                Stream.of(RoleSchema.definition()),
                                groups ? Stream.of(GroupSchema.definition()) : Stream.empty()))
                .map(schema -> document(schema, baseUrl))
                .toList();
    }

    private static SchemaDefinition withRoles(SchemaDefinition schema, String roleAttribute, List<String> roleValues) {
        return schema.with(schema.attributes()
                .map(attribute -> attribute.name().equals(roleAttribute)
                        ? attribute.withCanonicalValues(roleValues)
                        : attribute));
    }

    private static ObjectNode document(SchemaDefinition schema, String baseUrl) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putArray("schemas").add(URN);
        json.put("id", schema.urn());
        json.put("name", schema.name());
        json.put("description", schema.description());
        json.set("attributes", array(schema.attributes().stream().filter(SchemaDocuments::isServed)));
        json.putObject("meta").put("resourceType", "Schema").put("location", baseUrl + "/Schemas/" + schema.urn());
        return json;
    }

    /** Returns whether the attribute is published. The password is not, because it is ignored. */
    private static boolean isServed(AttributeDefinition attribute) {
        return attribute.mutability() != Mutability.WRITE_ONLY;
    }

    private static ArrayNode array(Stream<AttributeDefinition> attributes) {
        return JsonNodeFactory.instance
                .arrayNode()
                .addAll(attributes.map(SchemaDocuments::attribute).toList());
    }

    private static ObjectNode attribute(AttributeDefinition attribute) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("name", attribute.name());
        json.put("type", DiscoveryDocument.keyword(attribute.type()));
        json.put("multiValued", attribute.multiValued());
        json.put("description", attribute.description());
        json.put("required", attribute.required());
        if (!attribute.canonicalValues().isEmpty()) {
            attribute.canonicalValues().forEach(json.putArray("canonicalValues")::add);
        }
        json.put("caseExact", attribute.caseExact());
        json.put("mutability", DiscoveryDocument.keyword(attribute.mutability()));
        json.put("returned", DiscoveryDocument.keyword(attribute.returned()));
        json.put("uniqueness", DiscoveryDocument.keyword(attribute.uniqueness()));
        if (attribute.type() == Type.REFERENCE) {
            attribute.referenceTypes().forEach(json.putArray("referenceTypes")::add);
        }
        if (attribute.isComplex()) {
            json.set("subAttributes", array(attribute.subAttributes().stream()));
        }
        return json;
    }
}
