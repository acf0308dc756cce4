package io.rollcall.server.scim;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.roles.Role;
import io.rollcall.server.roles.RoleKind;
import io.rollcall.server.scim.schema.RoleSchema;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Turns a role into the Role resource that Okta discovers: its id is the value that users have. */
final class RoleRepresentation {
    private RoleRepresentation() {}

    static ObjectNode of(Role role, String baseUrl) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putArray("schemas").add(RoleSchema.URN);
        json.put("id", role.value());
        json.put("displayName", role.displayName());
        json.put("description", description(role.kind()));
        json.putObject("meta")
                .put("resourceType", "Role")
                .put("location", baseUrl + "/Roles/" + pathSegment(role.value()));
        return json;
    }

    private static String description(RoleKind kind) {
        return switch (kind) {
            case PERSONAL -> "For people who are assigned one by one.";
            case GROUP -> "For people who come through an assigned group.";
            case BOTH -> "For people who are assigned one by one or come through an assigned group.";
        };
    }

    /** RFC 3986 section 3.3; a form's encoding differs from it in the blank only. */
    private static String pathSegment(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
