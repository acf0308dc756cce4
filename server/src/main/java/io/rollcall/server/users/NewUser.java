package io.rollcall.server.users;

import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.UserId;
import java.time.Instant;

/**
 * A user about to be created.
 *
 * @param fresh the id if the user has no former one
 * @param choice where the profile's role comes from
 */
record NewUser(
        OrganizationId organizationId, UserId fresh, UserProfile profile, RoleChoice choice, Actor actor, Instant now) {

    /** Where a new user's role comes from, which decides what must hold for it in the database. */
    enum RoleChoice {
        /** The client, so the client must be allowed to give it. */
        GIVEN,
        /** The organization's default, so it must still be that. */
        DEFAULT,
        /** There is none, so the organization must have no default. */
        NONE
    }

    NewUser(OrganizationId organizationId, UserId fresh, UserProfile profile, Actor actor, Instant now) {
        this(
                organizationId,
                fresh,
                profile,
                profile.role().isPresent() ? RoleChoice.GIVEN : RoleChoice.NONE,
                actor,
                now);
    }

    /** The same with another profile. */
    NewUser with(UserProfile settled) {
        return new NewUser(organizationId, fresh, settled, choice, actor, now);
    }

    /** The same with the organization's default role. */
    NewUser withDefaultRole(UserProfile settled) {
        return new NewUser(organizationId, fresh, settled, RoleChoice.DEFAULT, actor, now);
    }

    /** As a user who was never here. */
    User asNew() {
        return new User(fresh, 1, profile.userName(), now, now, profile.document());
    }

    /** As a user who goes on from an earlier life. */
    User returning(ReusableIdentity earlier) {
        return new User(
                earlier.id(), earlier.version() + 1, profile.userName(), earlier.created(), now, profile.document());
    }
}
