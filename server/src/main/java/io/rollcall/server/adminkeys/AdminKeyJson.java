package io.rollcall.server.adminkeys;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.credentials.CredentialJson;
import java.time.Instant;
import java.util.Optional;

/** The form of admin keys for machines, the same from a terminal and over HTTP. */
public final class AdminKeyJson {
    private AdminKeyJson() {}

    /** Returns a key without its text. @param slug of the only organization that it is for; empty for all */
    public static ObjectNode of(AdminKey key, Optional<String> slug, Instant now) {
        ObjectNode json =
                JsonNodeFactory.instance.objectNode().put("id", key.id()).put("name", key.name());
        slug.ifPresent(text -> json.put("organization", text));
        return CredentialJson.add(json, key, now);
    }

    /** Returns a new key with its text, for the one time that it is shown. */
    public static ObjectNode of(AdminKey.Issued issued, Optional<String> slug, Instant now) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("key", of(issued.key(), slug, now));
        return json.put("secret", issued.secret().reveal());
    }
}
