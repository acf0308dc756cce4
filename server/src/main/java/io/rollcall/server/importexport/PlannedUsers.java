package io.rollcall.server.importexport;

import io.rollcall.server.kernel.UserId;
import io.rollcall.server.users.UserProfile;
import java.util.Optional;
import java.util.UUID;

/** Users that a dry run would create, to which other lines may refer as managers. */
final class PlannedUsers {
    /** Placeholder id of all of them. */
    static final UserId SOMEBODY = new UserId(new UUID(0, 0));

    private final HashIndex userNames = new HashIndex();
    private final HashIndex externalIds = new HashIndex();
    private final HashIndex sharedExternalIds = new HashIndex();

    /** Adds a user. */
    synchronized void note(UserProfile user) {
        userNames.add(user.userNameKey());
        user.externalId().ifPresent(this::noteExternalId);
    }

    private void noteExternalId(String externalId) {
        if (!contains(externalIds, externalId)) {
            externalIds.add(externalId);
        } else if (!contains(sharedExternalIds, externalId)) {
            sharedExternalIds.add(externalId);
        }
    }

    synchronized Optional<UserId> byUserName(String key) {
        return contains(userNames, key) ? Optional.of(SOMEBODY) : Optional.empty();
    }

    /** Returns the number of users with the externalId, at most two. */
    synchronized int countByExternalId(String externalId) {
        int first = contains(externalIds, externalId) ? 1 : 0;
        return first + (contains(sharedExternalIds, externalId) ? 1 : 0);
    }

    private static boolean contains(HashIndex index, String text) {
        return index.find(text) != HashIndex.ABSENT;
    }
}
