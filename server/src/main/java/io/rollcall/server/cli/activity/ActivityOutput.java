package io.rollcall.server.cli.activity;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.server.activity.ActivityEntry;
import io.rollcall.server.activity.ActivityJson;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.cli.output.JsonLine;
import io.rollcall.server.kernel.Actor;
import java.util.List;

/** An entry of the activity log as commands print it. */
record ActivityOutput(ActivityEntry entry) {
    String id() {
        return entry.id().toString();
    }

    String time() {
        return entry.occurred().toString();
    }

    /** Returns the kind, with the status of a refused request. */
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

    /** Returns a line for each changed attribute. */
    List<String> changeLines() {
        return ActivityJson.changes(entry).properties().stream()
                .map(change -> "Changed     " + change.getKey() + ": "
                        + text(change.getValue().path("before")) + " -> "
                        + text(change.getValue().path("after")))
                .toList();
    }

    private static String text(JsonNode value) {
        if (value.isObject() && value.size() == 1 && value.path("omitted").isTextual()) {
            return value.path("omitted").asText() + " (too long for the log)";
        }
        return value.isMissingNode() ? "nothing" : value.toString();
    }

    JsonLine json() {
        return JsonLine.of(ActivityJson.of(entry));
    }
}
