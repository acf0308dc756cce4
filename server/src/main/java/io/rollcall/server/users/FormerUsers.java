package io.rollcall.server.users;

import io.rollcall.server.database.Database;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.organizations.Rehire;
import java.time.Instant;
import java.util.Optional;

/** What stays of a user who was deleted: a row that no client sees, and that whoever comes back goes on from. */
final class FormerUsers {
    private final Organizations organizations;

    FormerUsers(Database database, Organizations organizations) {
        this.organizations = organizations;
        database.register(FormerUserMapper.class);
        UserRow.register(database);
    }

    /**
     * Makes a present user a former one.
     *
     * @param erasing whether it is not to come back, and goes for good soon
     * @return whether it was; not where the user is at another version by now
     */
    boolean archive(
            Transaction tx, OrganizationId organizationId, UserId id, int version, Instant deleted, boolean erasing) {
        if (tx.mapper(FormerUserMapper.class).archive(organizationId, id, version, deleted, erasing) == 0) {
            return false;
        }
        UserMapper users = tx.mapper(UserMapper.class);
        users.delete(organizationId, id, version);
        users.deleteValues(organizationId, id);
        return true;
    }

    /**
     * Takes the former user whom a new one goes on from by the organization's policy, and whom nobody else can take then;
     * empty if there is none.
     */
    Optional<ReusableIdentity> take(Transaction tx, OrganizationId organizationId, UserProfile profile) {
        FormerUserMapper mapper = tx.mapper(FormerUserMapper.class);
        // Nearly nobody was here before, and nobody else needs the policy.
        if (find(mapper, organizationId, profile, Rehire.SAME_ID_BY_NAME).isEmpty()) {
            return Optional.empty();
        }
        Rehire policy = policy(tx, organizationId);
        Optional<ReusableIdentity> found = find(mapper, organizationId, profile, policy);
        // Where somebody was faster, that one is gone, and another may be there.
        while (found.isPresent() && mapper.take(organizationId, found.get().id()) == 0) {
            found = find(mapper, organizationId, profile, policy);
        }
        return found;
    }

    private static Optional<ReusableIdentity> find(
            FormerUserMapper mapper, OrganizationId organizationId, UserProfile profile, Rehire policy) {
        Optional<String> externalId = profile.externalId().filter(id -> !id.isEmpty());
        return switch (policy) {
            case SAME_ID -> externalId.flatMap(id -> mapper.findByExternalId(organizationId, id));
            case SAME_ID_BY_NAME -> mapper.findReusable(organizationId, profile.userNameKey(), externalId);
            case NEW_ID -> Optional.empty();
        };
    }

    private Rehire policy(Transaction tx, OrganizationId organizationId) {
        return organizations
                .find(tx, organizationId)
                .map(organization -> organization.policy().rehire())
                .orElse(Rehire.NEW_ID);
    }

    /** Removes some of an organization that is being deleted. @return how many went */
    int remove(Transaction tx, OrganizationId organizationId, int most) {
        return tx.mapper(FormerUserMapper.class).remove(organizationId, most);
    }
}
