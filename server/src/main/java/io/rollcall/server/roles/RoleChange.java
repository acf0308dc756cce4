package io.rollcall.server.roles;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.events.EventType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Change of one role, for the log.
 *
 * @param before the former role as JSON, or an empty object if there was none
 * @param after the new role likewise
 */
record RoleChange(String value, ActivityKind kind, String before, String after) {

    /**
     * Returns the changed roles. Roles that only shift because another one moves are not changed.
     *
     * @param moved the role whose new place counts as a change
     */
    static List<RoleChange> between(RoleCatalogue before, RoleCatalogue after, Optional<String> moved) {
        return Stream.concat(before.roles().stream(), after.roles().stream())
                .map(Role::value)
                .distinct()
                .map(value -> new RoleChange(
                        value,
                        kind(before.find(value), after.find(value)),
                        json(before, value, moved),
                        json(after, value, moved)))
                .filter(change -> !change.before().equals(change.after()))
                .toList();
    }

    EventType eventType() {
        return switch (kind) {
            case ROLE_ADDED -> EventType.ROLE_CREATED;
            case ROLE_DELETED -> EventType.ROLE_DELETED;
            default -> EventType.ROLE_UPDATED;
        };
    }

    private static ActivityKind kind(Optional<Role> before, Optional<Role> after) {
        if (before.isEmpty()) {
            return ActivityKind.ROLE_ADDED;
        }
        if (after.isEmpty()) {
            return ActivityKind.ROLE_DELETED;
        }
        if (before.get().retired() == after.get().retired()) {
            return ActivityKind.ROLE_CHANGED;
        }
        return after.get().retired() ? ActivityKind.ROLE_RETIRED : ActivityKind.ROLE_REINSTATED;
    }

    private static String json(RoleCatalogue catalogue, String value, Optional<String> moved) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        catalogue.find(value).ifPresent(role -> {
            json.put("displayName", role.displayName());
            json.put("kind", role.kind().name());
            json.put("retired", role.retired());
            json.put("forbidden", role.forbidden());
            json.put("default", role.isDefault());
            moved.filter(value::equals).ifPresent(found -> json.put("position", catalogue.position(value)));
        });
        return json.toString();
    }
}
