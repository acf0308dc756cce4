package io.rollcall.server.scim.discovery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.scim.schema.GroupSchema;
import io.rollcall.server.scim.schema.RoleSchema;
import io.rollcall.server.scim.schema.SchemaDefinition;
import io.rollcall.server.scim.schema.UserSchemas;
import io.rollcall.server.scim.scimple.protocol.MessageUrn;

/** Builder of the ResourceType resources of User, Role and Group (RFC 7643 sections 6 and 8.6). All extensions are optional. */
final class ResourceTypeDocuments {
    static final String URN = MessageUrn.RESOURCE_TYPE;

    private ResourceTypeDocuments() {}

    static ObjectNode user(UserSchemas schemas, String baseUrl) {
        ObjectNode json = resourceType(schemas.core(), "/Users");
        ArrayNode extensions = json.putArray("schemaExtensions");
        schemas.extensions()
                .forEach(extension ->
                        extensions.addObject().put("schema", extension.urn()).put("required", false));
        return withMeta(json, baseUrl);
    }

    static ObjectNode role(String baseUrl) {
        return withMeta(resourceType(RoleSchema.definition(), "/Roles"), baseUrl);
    }

    static ObjectNode group(String baseUrl) {
        return withMeta(resourceType(GroupSchema.definition(), "/Groups"), baseUrl);
    }

    private static ObjectNode resourceType(SchemaDefinition schema, String endpoint) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putArray("schemas").add(URN);
        json.put("id", schema.name());
        json.put("name", schema.name());
        json.put("endpoint", endpoint);
        json.put("description", schema.description());
        return json.put("schema", schema.urn());
    }

    private static ObjectNode withMeta(ObjectNode json, String baseUrl) {
        json.putObject("meta")
                .put("resourceType", "ResourceType")
                .put("location", baseUrl + "/ResourceTypes/" + json.get("id").textValue());
        return json;
    }
}
