package io.rollcall.server.users;

import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.UserId;
import java.time.Instant;

/**
 * Who is to be a user.
 *
 * @param fresh the id of one who is new
 * @param actor who says so
 */
record Newcomer(OrganizationId organizationId, UserId fresh, UserProfile profile, Actor actor, Instant now) {
    /** The same with another profile. */
    Newcomer with(UserProfile settled) {
        return new Newcomer(organizationId, fresh, settled, actor, now);
    }

    /** As a user who was never here. */
    User asNew() {
        return new User(fresh, 1, profile.userName(), now, now, profile.document());
    }

    /** As a user who goes on from an earlier life. */
    User returning(EarlierLife earlier) {
        return new User(
                earlier.id(), earlier.version() + 1, profile.userName(), earlier.created(), now, profile.document());
    }
}
