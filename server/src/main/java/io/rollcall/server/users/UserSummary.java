package io.rollcall.server.users;

import io.rollcall.server.kernel.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * Summary of a current or former user, for operators.
 *
 * @param role not known of a former user
 * @param time of deactivation or deletion, if any
 */
public record UserSummary(
        UserId id,
        State state,
        String userName,
        Optional<String> externalId,
        Optional<String> role,
        int version,
        Instant created,
        Instant lastModified,
        Optional<Instant> since) {
    /** Length of the id, times and member names. */
    private static final int LENGTH_OF_OTHERS = 256;

    /** Lifecycle state of a user. */
    public enum State {
        ACTIVE,
        INACTIVE,
        /** Deleted, and not erased yet. */
        FORMER
    }

    /** Returns the length of its texts. */
    long length() {
        return (long) userName.length()
                + externalId.map(String::length).orElse(0)
                + role.map(String::length).orElse(0)
                + LENGTH_OF_OTHERS;
    }
}
