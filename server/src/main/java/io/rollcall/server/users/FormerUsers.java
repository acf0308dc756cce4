package io.rollcall.server.users;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.JsonMembers;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.events.UserData;
import io.rollcall.server.events.UserEvents;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.organizations.DeprovisioningPolicy;
import io.rollcall.server.organizations.Organizations;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Archive of deleted users. Clients do not see them; a new user may continue one's identity. */
final class FormerUsers {
    private final Organizations organizations;
    private final Users.Memberships memberships;

    FormerUsers(Database database, Organizations organizations, Users.Memberships memberships) {
        this.organizations = organizations;
        this.memberships = memberships;
        database.register(FormerUserMapper.class);
        UserRow.register(database);
    }

    /**
     * Archives a user.
     *
     * <p>A member of groups is removed from them before the row is deleted.
     *
     * @param erasing whether the user is to be erased, and so cannot return
     * @param leaver ends the user's memberships; empty if the organization has no groups
     * @return false if the user is at another version by now
     */
    boolean archive(
            Transaction tx,
            OrganizationId organizationId,
            UserId id,
            int version,
            Instant deleted,
            boolean erasing,
            Optional<Actor> leaver) {
        if (tx.mapper(FormerUserMapper.class).archive(organizationId, id, version, deleted, erasing) == 0) {
            return false;
        }
        leaver.ifPresent(actor -> memberships.end(tx, organizationId, id, actor));
        UserMapper users = tx.mapper(UserMapper.class);
        users.delete(organizationId, id, version);
        users.deleteValues(organizationId, id);
        return true;
    }

    /**
     * Removes and returns the former user that a new one continues by the organization's policy, so that no other request can
     * take it; empty if there is none.
     */
    Optional<ReusableIdentity> take(Transaction tx, OrganizationId organizationId, UserProfile profile) {
        FormerUserMapper mapper = tx.mapper(FormerUserMapper.class);
        // Few new users return, and only for these the policy is read.
        if (find(mapper, organizationId, profile, DeprovisioningPolicy.Rehire.SAME_ID_BY_NAME)
                .isEmpty()) {
            return Optional.empty();
        }
        DeprovisioningPolicy.Rehire policy = policy(tx, organizationId);
        Optional<ReusableIdentity> found = find(mapper, organizationId, profile, policy);
        // Another request may have taken that one; then there may be an earlier one.
        while (found.isPresent() && mapper.take(organizationId, found.get()) == 0) {
            found = find(mapper, organizationId, profile, policy);
        }
        return found;
    }

    private static Optional<ReusableIdentity> find(
            FormerUserMapper mapper,
            OrganizationId organizationId,
            UserProfile profile,
            DeprovisioningPolicy.Rehire policy) {
        Optional<String> externalId = profile.externalId().filter(id -> !id.isEmpty());
        return switch (policy) {
            case SAME_ID -> externalId.flatMap(id -> mapper.findByExternalId(organizationId, id));
            case SAME_ID_BY_NAME -> mapper.findReusable(organizationId, profile.userNameKey(), externalId);
            case NEW_ID -> Optional.empty();
        };
    }

    private DeprovisioningPolicy.Rehire policy(Transaction tx, OrganizationId organizationId) {
        return organizations
                .find(tx, organizationId)
                .map(organization -> organization.policy().rehire())
                .orElse(DeprovisioningPolicy.Rehire.NEW_ID);
    }

    /** Removes former users of an organization that is being deleted. @return the number of removed rows */
    int remove(Transaction tx, OrganizationId organizationId, int most) {
        return tx.mapper(FormerUserMapper.class).remove(organizationId, most);
    }

    /** Former identity for a new user: the id, its last version, and the time of creation. */
    record ReusableIdentity(UserId id, int version, Instant created) {}

    /**
     * Deletion of a user, computed from a stored version.
     *
     * @param ofGroups whether the organization has groups, which the user leaves
     * @param written whether a transaction wrote it, which was committed or not
     */
    record PlannedDeletion(
            OrganizationId organizationId,
            User stored,
            Actor actor,
            Instant at,
            boolean ofGroups,
            AtomicBoolean written) {
        PlannedDeletion of(User present, Instant now) {
            return new PlannedDeletion(organizationId, present, actor, now, ofGroups, written);
        }

        /** Returns the actor of a user who leaves groups; empty if the organization has none. */
        Optional<Actor> leaver() {
            return ofGroups ? Optional.of(actor) : Optional.empty();
        }

        /** Writes an entry to the organization's activity. */
        void record(Activity activity, Transaction tx) {
            activity.record(tx, organizationId, ActivityKind.USER_DELETED, stored.id(), stored.userName(), actor);
        }

        /** Writes an event. */
        void record(UserEvents events, Transaction tx) {
            if (events.areEnabled()) {
                Map<String, String> members = JsonMembers.of(stored.document());
                UserData data = new UserData(stored.id(), stored.version() + 1, members, Optional.empty());
                events.deleted(tx, organizationId, data, actor);
            }
        }
    }
}
