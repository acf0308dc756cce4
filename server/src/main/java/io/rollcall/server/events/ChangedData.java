package io.rollcall.server.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Set;

/** Data of an event that changes a role or an organization: its members after the change, and what they were before. */
public final class ChangedData {
    private ChangedData() {}

    /**
     * Returns the data of a change.
     *
     * @param before the subject's members before the change; none if it is new
     * @param after its members after the change; none if it is gone
     */
    public static String of(ObjectNode before, ObjectNode after) {
        ObjectNode data = after.isEmpty() ? before.deepCopy() : after.deepCopy();
        if (!before.isEmpty() && !after.isEmpty()) {
            addChanges(data, before, after);
        }
        return data.toString();
    }

    private static void addChanges(ObjectNode data, ObjectNode old, ObjectNode now) {
        Set<String> names = new LinkedHashSet<>();
        now.fieldNames().forEachRemaining(names::add);
        old.fieldNames().forEachRemaining(names::add);
        ArrayNode changed = data.putArray("changed");
        ObjectNode previous = data.putObject("previous");
        for (String name : names) {
            JsonNode was = old.path(name);
            if (!was.equals(now.path(name))) {
                changed.add(name);
                previous.set(name, was.isMissingNode() ? previous.nullNode() : was);
            }
        }
    }
}
