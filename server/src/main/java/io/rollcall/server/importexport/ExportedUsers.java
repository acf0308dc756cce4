package io.rollcall.server.importexport;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.users.query.ComparisonOperator;
import io.rollcall.server.users.query.Condition;
import io.rollcall.server.users.query.UserAttribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Selection of the users to export.
 *
 * @param active selects active or inactive users; empty for both
 * @param role selects users with the role; empty for all
 */
public record ExportedUsers(Optional<Boolean> active, Optional<String> role) {
    /** Returns the selection of all users of an organization. */
    public static ExportedUsers all() {
        return new ExportedUsers(Optional.empty(), Optional.empty());
    }

    /** Returns the selection as a JSON object, for the audit log. */
    String json(Format format, long users) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        active.ifPresent(wanted -> json.put("active", wanted));
        role.ifPresent(value -> json.put("role", value));
        return json.put("format", format.name()).put("users", users).toString();
    }

    Condition condition() {
        List<Condition> terms = new ArrayList<>();
        active.map(wanted -> wanted ? isActive() : new Condition.Not(isActive()))
                .ifPresent(terms::add);
        role.map(value -> new Condition.Text(UserAttribute.ROLE, ComparisonOperator.EQUAL, value))
                .ifPresent(terms::add);
        return terms.isEmpty() ? new Condition.Constant(true) : new Condition.And(terms);
    }

    private static Condition isActive() {
        return new Condition.True(UserAttribute.ACTIVE);
    }
}
