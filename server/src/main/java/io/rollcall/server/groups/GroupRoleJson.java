package io.rollcall.server.groups;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.roles.RoleHolderLookup.Holders;
import io.rollcall.server.roles.RoleJson;

/** JSON form of groups and of changes of their roles, for commands and the admin API. */
public final class GroupRoleJson {
    private GroupRoleJson() {}

    /** Returns a group. @param members number of its members */
    public static ObjectNode of(Group group, long members) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", group.id().toString())
                .put("displayName", group.displayName());
        group.profile().externalId().ifPresent(id -> json.put("externalId", id));
        json.put("members", members);
        group.role().ifPresent(role -> json.put("role", role));
        return json.put("created", group.created().toString())
                .put("lastModified", group.lastModified().toString());
    }

    /** Returns a change of a mapping. @param group the group after it */
    public static ObjectNode change(Group group, boolean dryRun, Holders changed) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", group.id().toString())
                .put("displayName", group.displayName());
        group.role().ifPresent(role -> json.put("role", role));
        return withUsers(json, dryRun, changed);
    }

    /** Returns a change of the order of precedence. @param groupsDecide the order after it */
    public static ObjectNode decision(boolean groupsDecide, boolean dryRun, Holders changed) {
        return withUsers(JsonNodeFactory.instance.objectNode().put("groupsDecide", groupsDecide), dryRun, changed);
    }

    private static ObjectNode withUsers(ObjectNode json, boolean dryRun, Holders changed) {
        json.put("dryRun", dryRun);
        json.set("changedUsers", RoleJson.of(changed));
        return json;
    }
}
