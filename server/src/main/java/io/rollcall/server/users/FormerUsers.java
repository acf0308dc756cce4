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
    boolean bury(
            Transaction tx, OrganizationId organizationId, UserId id, int version, Instant deleted, boolean erasing) {
        if (tx.mapper(FormerUserMapper.class).bury(organizationId, id, version, deleted, erasing) == 0) {
            return false;
        }
        UserMapper users = tx.mapper(UserMapper.class);
        users.delete(organizationId, id, version);
        users.deleteValues(organizationId, id);
        return true;
    }

    /**
     * Takes the earlier life of a newcomer, which nobody else can take then; empty where there is none, or where the
     * organization wants every newcomer to be a new user.
     */
    Optional<EarlierLife> take(Transaction tx, OrganizationId organizationId, UserProfile newcomer) {
        FormerUserMapper mapper = tx.mapper(FormerUserMapper.class);
        Optional<EarlierLife> found = find(mapper, organizationId, newcomer);
        if (found.isEmpty() || !returnsAsTheSame(tx, organizationId)) {
            return Optional.empty();
        }
        // Where somebody was faster, that one is gone, and another may be there.
        while (found.isPresent() && mapper.take(organizationId, found.get().id()) == 0) {
            found = find(mapper, organizationId, newcomer);
        }
        return found;
    }

    private static Optional<EarlierLife> find(
            FormerUserMapper mapper, OrganizationId organizationId, UserProfile newcomer) {
        return mapper.findEarlierLife(
                organizationId,
                newcomer.userNameKey(),
                newcomer.externalId().filter(externalId -> !externalId.isEmpty()));
    }

    private boolean returnsAsTheSame(Transaction tx, OrganizationId organizationId) {
        return organizations
                .find(tx, organizationId)
                .filter(organization -> organization.policy().rehire() == Rehire.SAME_ID)
                .isPresent();
    }

    /** Removes some of an organization that is being deleted. @return how many went */
    int remove(Transaction tx, OrganizationId organizationId, int most) {
        return tx.mapper(FormerUserMapper.class).remove(organizationId, most);
    }
}
