package io.rollcall.server.accessreview;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.credentials.CredentialJson;

/** JSON form of an access review, for commands and the admin API. */
public final class AccessJson {
    private AccessJson() {}

    /** Returns one entry; members without a value are left out. */
    public static ObjectNode of(AccessHolder access) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("kind", access.kind().label())
                .put("id", access.id())
                .put("name", access.name())
                .put("scope", access.scope())
                .put("state", access.state())
                .put("created", access.created().toString());
        access.clientId().ifPresent(id -> json.put("clientId", id));
        access.organization().ifPresent(slug -> json.put("organization", slug));
        if (!access.createdBy().isEmpty()) {
            json.put("createdBy", access.createdBy());
        }
        CredentialJson.addLastUse(json, access.lastUse());
        access.expires().ifPresent(expires -> json.put("expires", expires.toString()));
        ArrayNode findings = json.putArray("findings");
        access.findingLabels().forEach(findings::add);
        return json;
    }
}
