package io.rollcall.server.organizations;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.events.ChangedData;
import io.rollcall.server.events.EventType;
import io.rollcall.server.events.Events;
import io.rollcall.server.events.NewEvent;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.EnumName;
import java.util.Map;
import java.util.Optional;

/** Recorder of organizations' events. Settings that concern identity providers only have none. */
record OrganizationEvents(Events events) {
    private static final Map<ActivityKind, EventType> TYPES = Map.of(
            ActivityKind.ORGANIZATION_RENAMED, EventType.ORGANIZATION_RENAMED,
            ActivityKind.ORGANIZATION_SUSPENDED, EventType.ORGANIZATION_SUSPENDED,
            ActivityKind.ORGANIZATION_RESUMED, EventType.ORGANIZATION_RESUMED);

    void changed(Transaction tx, ActivityKind kind, Organization before, Organization after, Actor actor) {
        Optional.ofNullable(TYPES.get(kind))
                .ifPresent(type -> record(tx, type, after, actor, ChangedData.of(json(before), json(after))));
    }

    void deleted(Transaction tx, Organization gone, Actor actor) {
        record(tx, EventType.ORGANIZATION_DELETED, gone, actor, json(gone).toString());
    }

    private void record(Transaction tx, EventType type, Organization about, Actor actor, String data) {
        events.record(tx, NewEvent.of(about.id(), type, Long.toString(about.id().value()), actor, data));
    }

    private static ObjectNode json(Organization organization) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", organization.id().value())
                .put("slug", organization.slug().value())
                .put("name", organization.name())
                .put("status", EnumName.of(organization.status()));
    }
}
