package io.rollcall.server.events;

import io.rollcall.server.database.Transaction;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import java.util.Map;

/** Recorder of users' events, each in the transaction of its change. One change is one event. */
public final class UserEvents {
    private final Events events;
    private final String roleAttribute;

    /** @param roleAttribute the name of the SCIM attribute that carries a user's role */
    public UserEvents(Events events, String roleAttribute) {
        this.events = events;
        this.roleAttribute = roleAttribute;
    }

    /** Returns whether events are recorded. */
    public boolean areEnabled() {
        return events.areEnabled();
    }

    /** Records that a user was created, or has returned. */
    public void created(Transaction tx, OrganizationId organizationId, UserData user, Actor actor) {
        if (areEnabled()) {
            record(tx, organizationId, EventType.USER_CREATED, user, actor, user.json());
        }
    }

    /** Records a change. @param before members of the former document */
    public void changed(
            Transaction tx,
            OrganizationId organizationId,
            EventType type,
            UserData user,
            Map<String, String> before,
            Actor actor) {
        if (areEnabled()) {
            record(tx, organizationId, type, user, actor, user.changed(before, roleAttribute));
        }
    }

    /** Records that a user was deleted. */
    public void deleted(Transaction tx, OrganizationId organizationId, UserData user, Actor actor) {
        if (areEnabled()) {
            record(tx, organizationId, EventType.USER_DELETED, user, actor, user.deleted());
        }
    }

    private void record(
            Transaction tx, OrganizationId organizationId, EventType type, UserData user, Actor actor, String data) {
        events.record(tx, NewEvent.ofUser(organizationId, type, user.id(), user.version(), actor, data));
    }
}
