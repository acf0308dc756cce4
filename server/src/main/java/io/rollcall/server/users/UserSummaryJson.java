package io.rollcall.server.users;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.kernel.EnumName;

/** JSON form of users for administrators, shared by the command line and the admin API. */
public final class UserSummaryJson {
    private UserSummaryJson() {}

    /** Returns a summary of a user; members without a value are omitted. */
    public static ObjectNode of(UserSummary account) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", account.id().toString())
                .put("userName", account.userName())
                .put("state", EnumName.of(account.state()))
                .put("version", account.version())
                .put("created", account.created().toString())
                .put("lastModified", account.lastModified().toString());
        account.externalId().ifPresent(externalId -> json.put("externalId", externalId));
        account.role().ifPresent(role -> json.put("role", role));
        account.since().ifPresent(since -> json.put("since", since.toString()));
        return json;
    }

    /** Returns a whole user. @param profile the SCIM User as it is stored */
    public static ObjectNode of(UserSummary account, JsonNode profile) {
        ObjectNode json = of(account);
        json.set("profile", profile);
        return json;
    }
}
