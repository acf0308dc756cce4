package io.rollcall.server.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.kernel.EnumName;

/** JSON form of audit entries, for commands, the admin API and receivers. */
public final class AuditJson {
    private static final JsonMapper JSON = new JsonMapper();

    private AuditJson() {}

    /** Returns the entry as a JSON object; members without a value are left out. */
    public static ObjectNode of(AuditEntry entry) {
        return add(entry, JSON.createObjectNode());
    }

    /** Returns the entry with its {@code position} in the chain. */
    public static ObjectNode of(AuditEntry.Chained chained) {
        return add(chained.entry(), JSON.createObjectNode().put("position", chained.position()));
    }

    private static ObjectNode add(AuditEntry entry, ObjectNode json) {
        json.put("id", entry.id().toString())
                .put("time", entry.occurred().toString())
                .put("kind", entry.kind().label())
                .put("outcome", EnumName.of(entry.outcome()));
        ObjectNode actor = json.putObject("actor");
        actor.put("kind", EnumName.of(entry.actor().kind()));
        put(actor, "name", entry.actor().name());
        put(actor, "address", entry.actor().address());
        put(actor, "userAgent", entry.actor().userAgent());
        put(actor, "requestId", entry.actor().requestId());
        put(actor, "osUser", entry.origin().user());
        put(actor, "host", entry.origin().host());
        put(json, "organization", entry.slug());
        entry.organization().ifPresent(id -> json.put("organizationId", id.value()));
        put(json, "subject", entry.subject());
        json.set("detail", detail(entry.detail()));
        return json;
    }

    private static void put(ObjectNode json, String member, String text) {
        if (!text.isEmpty()) {
            json.put(member, text);
        }
    }

    /** Returns the detail as JSON, or as text if the entry was altered in the database. */
    private static JsonNode detail(String text) {
        try {
            return JSON.readTree(text) instanceof ObjectNode object ? object : altered(text);
        } catch (JsonProcessingException malformed) {
            return altered(text);
        }
    }

    private static ObjectNode altered(String text) {
        return JSON.createObjectNode().put("text", text);
    }
}
