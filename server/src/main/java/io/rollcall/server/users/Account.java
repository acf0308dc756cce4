package io.rollcall.server.users;

import io.rollcall.server.kernel.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * A user as operators see one, be it a present or a former one.
 *
 * @param role not known of a former user
 * @param since when the user was deactivated or deleted, where that is so
 */
public record Account(
        UserId id,
        State state,
        String userName,
        Optional<String> externalId,
        Optional<String> role,
        int version,
        Instant created,
        Instant lastModified,
        Optional<Instant> since) {

    /** What a user may be. */
    public enum State {
        ACTIVE,
        INACTIVE,
        /** Deleted, and not erased yet. */
        FORMER
    }

    static Account of(FormerUser former) {
        return new Account(
                former.id(),
                State.FORMER,
                former.userName(),
                former.externalId(),
                Optional.empty(),
                former.version(),
                former.created(),
                former.deleted(),
                Optional.of(former.deleted()));
    }
}
