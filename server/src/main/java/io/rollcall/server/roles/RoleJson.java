package io.rollcall.server.roles;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.kernel.EnumName;

/** JSON form of roles, for commands and the admin API. */
public final class RoleJson {
    private RoleJson() {}

    /** Returns a role. @param position its place in the order, counted from 1 */
    public static ObjectNode of(Role role, int position) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("value", role.value())
                .put("displayName", role.displayName())
                .put("kind", EnumName.of(role.kind()))
                .put("position", position)
                .put("status", role.retired() ? "retired" : "active")
                .put("grantableByIdp", !role.forbidden())
                .put("isDefault", role.isDefault());
    }

    public static ObjectNode of(RoleHolderLookup.Holders holders) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("total", holders.count());
        ArrayNode names = json.putArray("firstUserNames");
        holders.firstUserNames().forEach(names::add);
        return json;
    }
}
