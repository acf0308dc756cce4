package io.rollcall.server.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rollcall.server.activity.ActivityEntry;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.kernel.Actor;
import java.util.List;
import java.util.Locale;

/** An entry of the activity as commands print it. */
record DescribedEntry(ActivityEntry entry) {
    private static final JsonMapper JSON = new JsonMapper();

    String id() {
        return entry.id().toString();
    }

    String time() {
        return entry.occurred().toString();
    }

    /** The kind, and the status where a request was refused. */
    String what() {
        return entry.kind().label() + (entry.kind() == ActivityKind.REQUEST_REFUSED ? " (" + entry.status() + ")" : "");
    }

    String subject() {
        return entry.subject();
    }

    String who() {
        Actor actor = entry.actor();
        return switch (actor.kind()) {
            case TOKEN -> "token '" + actor.name() + "'";
            case OPERATOR -> actor.isCommand() ? actor.name() : "operator '" + actor.name() + "'";
            case ADMIN_KEY, ADMINISTRATOR, SYSTEM -> actor.name();
        };
    }

    /** A line for each attribute that changed. */
    List<String> changesInWords() {
        return changes().properties().stream()
                .map(change -> "Changed     " + change.getKey() + ": "
                        + words(change.getValue().path("before")) + " -> "
                        + words(change.getValue().path("after")))
                .toList();
    }

    private static String words(JsonNode value) {
        if (value.isObject() && value.size() == 1 && value.path("omitted").isTextual()) {
            return value.path("omitted").asText() + " (too long for the log)";
        }
        return value.isMissingNode() ? "nothing" : value.toString();
    }

    private JsonNode changes() {
        try {
            return entry.changes().isEmpty() ? JsonNodeFactory.instance.objectNode() : JSON.readTree(entry.changes());
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("not changes of ours", broken);
        }
    }

    Json json() {
        Actor actor = entry.actor();
        return new Json()
                .with("id", id())
                .with("time", time())
                .with("kind", entry.kind().label())
                .with("status", entry.status())
                .with("subject", subject())
                .with("userId", entry.user())
                .with("actorKind", actor.kind().name().toLowerCase(Locale.ROOT))
                .with("actor", actor.name())
                .with("address", actor.address())
                .with("userAgent", actor.userAgent())
                .with("requestId", actor.requestId())
                .with("detail", entry.detail())
                .with("changes", changes());
    }
}
