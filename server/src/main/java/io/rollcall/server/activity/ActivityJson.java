package io.rollcall.server.activity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.EnumName;

/** JSON form of activity entries, for commands and the admin API. */
public final class ActivityJson {
    private static final JsonMapper JSON = new JsonMapper();

    private ActivityJson() {}

    /** Returns an entry; members without a value are left out. */
    public static ObjectNode of(ActivityEntry entry) {
        Actor actor = entry.actor();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", entry.id().toString())
                .put("time", entry.occurred().toString())
                .put("kind", entry.kind().label())
                .put("status", entry.status())
                .put("subject", entry.subject())
                .put("requestId", actor.requestId());
        json.putObject("actor")
                .put("kind", EnumName.of(actor.kind()))
                .put("name", actor.name())
                .put("address", actor.address())
                .put("userAgent", actor.userAgent());
        entry.user().ifPresent(user -> json.put("user", user.toString()));
        if (!entry.detail().isEmpty()) {
            json.put("detail", entry.detail());
        }
        if (!entry.changes().isEmpty()) {
            // Copied as stored: parsing it would take many times its memory.
            json.putRawValue("changes", new RawValue(entry.changes()));
        }
        return json;
    }

    /** Returns each changed attribute with {@code before} and {@code after}. */
    public static JsonNode changes(ActivityEntry entry) {
        try {
            return entry.changes().isEmpty() ? JsonNodeFactory.instance.objectNode() : JSON.readTree(entry.changes());
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("invalid stored changes", broken);
        }
    }
}
