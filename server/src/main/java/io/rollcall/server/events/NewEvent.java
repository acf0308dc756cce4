package io.rollcall.server.events;

import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.UserId;

/**
 * Event to be recorded.
 *
 * @param subjectId identifies its subject within the organization: a user's id, a role's value, a token's number
 * @param version the user's version after the change; 0 for other subjects
 * @param correlationId the id of the request; empty if there is none
 * @param data the event's data as a JSON object
 */
public record NewEvent(
        OrganizationId organizationId,
        EventType type,
        String subjectId,
        int version,
        String correlationId,
        String data) {

    /** Returns an event of a user. */
    public static NewEvent ofUser(
            OrganizationId organizationId, EventType type, UserId user, int version, Actor actor, String data) {
        return new NewEvent(organizationId, type, user.toString(), version, actor.requestId(), data);
    }

    /** Returns an event of another subject. */
    public static NewEvent of(
            OrganizationId organizationId, EventType type, String subjectId, Actor actor, String data) {
        return new NewEvent(organizationId, type, subjectId, 0, actor.requestId(), data);
    }
}
