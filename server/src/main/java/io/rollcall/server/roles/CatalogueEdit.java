package io.rollcall.server.roles;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.activity.Activity;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.events.ChangedData;
import io.rollcall.server.events.Events;
import io.rollcall.server.events.NewEvent;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Change of an organization's catalogue in a transaction: locks it, writes it and logs each changed role. */
record CatalogueEdit(
        Transaction tx,
        OrganizationId organizationId,
        Actor actor,
        Activity activity,
        Events events,
        RoleHolderLookup use) {

    /**
     * Applies an edit.
     *
     * @param moved the role that the edit moves in the order
     * @throws Refusal CONFLICT if the edit deletes a role that users have
     */
    RoleCatalogue apply(UnaryOperator<RoleCatalogue> edit, Optional<String> moved) {
        RoleMapper mapper = tx.mapper(RoleMapper.class);
        RoleCatalogue before = new RoleCatalogue(mapper.lock(organizationId));
        RoleCatalogue after = edit.apply(before);
        if (after.equals(before)) {
            return after;
        }
        before.roles().stream()
                .map(Role::value)
                .filter(value -> after.find(value).isEmpty())
                .forEach(gone -> delete(mapper, gone));
        if (!after.roles().isEmpty()) {
            mapper.save(organizationId, after.roles());
        }
        RoleChange.between(before, after, moved).forEach(change -> note(change, before, after));
        return after;
    }

    private void delete(RoleMapper mapper, String value) {
        RoleHolderLookup.Holders holders = use.holders(tx, organizationId, value);
        if (holders.count() > 0) {
            throw Refusal.conflict(
                    "The role '" + value + "' cannot be deleted, since users have it: " + holders.inWords()
                            + ". Give them another role first, or retire it: then they keep it, and nobody else gets it.");
        }
        use.mappedGroup(tx, organizationId, value).ifPresent(group -> {
            throw Refusal.conflict("The role '" + value + "' cannot be deleted, since the group '" + group
                    + "' is mapped to it. Map the group to another role, or end its mapping, first.");
        });
        mapper.delete(organizationId, value);
    }

    private void note(RoleChange change, RoleCatalogue before, RoleCatalogue after) {
        activity.recordChange(
                tx, organizationId, change.kind(), change.value(), actor, change.before(), change.after());
        String data = ChangedData.of(json(before, change.value()), json(after, change.value()));
        events.record(tx, NewEvent.of(organizationId, change.eventType(), change.value(), actor, data));
    }

    private static ObjectNode json(RoleCatalogue catalogue, String value) {
        return catalogue
                .find(value)
                .map(role -> RoleJson.of(role, catalogue.position(value)))
                .orElseGet(JsonNodeFactory.instance::objectNode);
    }
}
