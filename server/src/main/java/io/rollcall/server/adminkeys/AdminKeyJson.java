package io.rollcall.server.adminkeys;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.credentials.CredentialJson;
import java.time.Instant;
import java.util.Optional;

/** JSON form of admin keys, for commands and the admin API. */
public final class AdminKeyJson {
    private AdminKeyJson() {}

    /** Returns a key without its secret. @param slug the slug of its only organization; empty for all */
    public static ObjectNode of(AdminKey key, Optional<String> slug, Instant now) {
        ObjectNode json =
                JsonNodeFactory.instance.objectNode().put("id", key.id()).put("name", key.name());
        slug.ifPresent(text -> json.put("organization", text));
        return CredentialJson.add(json, key, now);
    }

    /** Returns a new key with its secret, which is shown once. */
    public static ObjectNode of(AdminKey.Issued issued, Optional<String> slug, Instant now) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("key", of(issued.key(), slug, now));
        return json.put("secret", issued.secret().reveal());
    }
}
