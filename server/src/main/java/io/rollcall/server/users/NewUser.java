package io.rollcall.server.users;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.database.JsonMembers;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.events.UserData;
import io.rollcall.server.events.UserData.GivenRole;
import io.rollcall.server.events.UserEvents;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.roles.RoleCatalogue;
import io.rollcall.server.users.FormerUsers.ReusableIdentity;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * User to be created.
 *
 * @param fresh the id if the user has no former one
 * @param choice the origin of the profile's role
 * @param given the document as the client gave it, without a default role
 * @param roles the role catalogue at about that time, for the event
 */
record NewUser(
        OrganizationId organizationId,
        UserId fresh,
        UserProfile profile,
        RoleChoice choice,
        String given,
        Actor actor,
        Instant now,
        RoleCatalogue roles) {

    /** Origin of a new user's role, which determines the check in the database. */
    enum RoleChoice {
        /** The client, which must be allowed to assign it. */
        GIVEN,
        /** The organization's default, which must still be the same. */
        DEFAULT,
        /** No role, so the organization must have no default. */
        NONE
    }

    NewUser(
            OrganizationId organizationId,
            UserId fresh,
            UserProfile profile,
            Actor actor,
            Instant now,
            RoleCatalogue roles) {
        this(
                organizationId,
                fresh,
                profile,
                profile.role().isPresent() ? RoleChoice.GIVEN : RoleChoice.NONE,
                profile.document(),
                actor,
                now,
                roles);
    }

    /** Returns the same with another profile. */
    NewUser with(UserProfile settled) {
        return new NewUser(organizationId, fresh, settled, choice, given, actor, now, roles);
    }

    /** Returns the same with the organization's default role. */
    NewUser withDefaultRole(UserProfile settled) {
        return new NewUser(organizationId, fresh, settled, RoleChoice.DEFAULT, given, actor, now, roles);
    }

    /** Returns whether a role is the organization's default. */
    boolean defaulted() {
        return choice != RoleChoice.GIVEN;
    }

    /** Returns the user under a fresh id. */
    User asNew() {
        return new User(fresh, 1, profile.userName(), now, now, profile.document());
    }

    /** Returns the user under a former identity. */
    User reusing(ReusableIdentity former) {
        return new User(
                former.id(), former.version() + 1, profile.userName(), former.created(), now, profile.document());
    }

    /** Returns the record of the creation. @param created the user with its final id */
    CreationRecord toRecord(User created) {
        Map<String, String> stored = JsonMembers.of(created.document());
        return new CreationRecord(
                this, created, given.equals(created.document()) ? stored : JsonMembers.of(given), stored);
    }

    /**
     * Record of a creation, for the activity and as an event. Documents are read once for both.
     *
     * @param given members of the document as the client gave it
     * @param stored members of the stored document
     */
    record CreationRecord(NewUser newUser, User created, Map<String, String> given, Map<String, String> stored) {

        /** Writes an entry to the organization's activity. */
        void write(Activity activity, Transaction tx) {
            activity.recordCreation(
                    tx,
                    newUser.organizationId(),
                    created.id(),
                    created.userName(),
                    newUser.actor(),
                    newUser.profile().ignored(),
                    given);
        }

        /** Writes an event. */
        void write(UserEvents events, Transaction tx) {
            Optional<GivenRole> role = newUser.profile().role().map(newUser.roles()::given);
            UserData data = new UserData(created.id(), created.version(), stored, role);
            events.created(tx, newUser.organizationId(), data, newUser.actor());
        }
    }
}
