package io.rollcall.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.server.activity.ActivityEntry;
import io.rollcall.server.activity.ActivityJson;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.kernel.Actor;
import java.util.List;

/** An entry of the activity as commands print it. */
record DescribedEntry(ActivityEntry entry) {
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
        return ActivityJson.changes(entry).properties().stream()
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

    Json json() {
        return Json.of(ActivityJson.of(entry));
    }
}
