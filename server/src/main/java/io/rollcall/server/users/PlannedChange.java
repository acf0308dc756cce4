package io.rollcall.server.users;

import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;

/**
 * Planned change of a user, computed from the state it was read in.
 *
 * @param at when; never before the change before it
 */
record PlannedChange(OrganizationId organizationId, User stored, UserUpdate update, Actor actor, Instant at) {

    /** The user afterwards. */
    User changed() {
        UserProfile profile = update.profile();
        return new User(
                stored.id(), stored.version() + 1, profile.userName(), stored.created(), at, profile.document());
    }

    /** Whether it touches one row alone, and needs nobody's leave. */
    boolean isPlain() {
        return !update.roleChanged() && !update.valuesChanged();
    }
}
