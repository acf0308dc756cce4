package io.rollcall.server.administrators;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.credentials.CredentialJson;
import java.time.Instant;
import java.util.Optional;

/** JSON form of administrators, with the members of an access review. */
public final class AdministratorJson {
    private AdministratorJson() {}

    /**
     * Returns an administrator; members without a value are left out.
     *
     * @param slug the slug of the administered organization; empty for operators
     */
    public static ObjectNode of(Administrator administrator, Optional<String> slug, Instant now) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", administrator.id())
                .put("name", administrator.name())
                .put("scope", administrator.isOperator() ? "all-organizations" : "organization")
                .put("state", administrator.stateAt(now))
                .put("created", administrator.created().toString());
        slug.ifPresent(text -> json.put("organization", text));
        if (!administrator.creator().name().isEmpty()) {
            json.put("createdBy", administrator.creator().name());
        }
        CredentialJson.addLastUse(json, administrator.lastUse());
        administrator.oneTimeUntil().ifPresent(until -> json.put("expires", until.toString()));
        return json;
    }
}
