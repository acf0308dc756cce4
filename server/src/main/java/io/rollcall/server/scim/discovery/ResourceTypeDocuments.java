package io.rollcall.server.scim.discovery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.scim.schema.UserSchemas;

/** The ResourceType resource of the User (RFC 7643 sections 6 and 8.6): no User has to have any extension. */
final class ResourceTypeDocuments {
    static final String URN = "urn:ietf:params:scim:schemas:core:2.0:ResourceType";

    private ResourceTypeDocuments() {}

    static ObjectNode user(UserSchemas schemas, String baseUrl) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putArray("schemas").add(URN);
        json.put("id", "User");
        json.put("name", "User");
        json.put("endpoint", "/Users");
        json.put("description", schemas.core().description());
        json.put("schema", schemas.core().urn());
        ArrayNode extensions = json.putArray("schemaExtensions");
        schemas.extensions()
                .forEach(extension ->
                        extensions.addObject().put("schema", extension.urn()).put("required", false));
        json.putObject("meta").put("resourceType", "ResourceType").put("location", baseUrl + "/ResourceTypes/User");
        return json;
    }
}
