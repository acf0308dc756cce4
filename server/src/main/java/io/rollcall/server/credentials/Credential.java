package io.rollcall.server.credentials;

import io.rollcall.server.kernel.Creator;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** SCIM token or admin key, without its secret. */
public interface Credential {
    /** Period before the expiry in which a credential counts as near expiry. */
    Duration NEAR_EXPIRY = Duration.ofDays(30);

    long id();

    String name();

    Creator creator();

    /** Returns the name of the person or program that created it. */
    default String createdBy() {
        return creator().name();
    }

    Instant created();

    /** Returns when it expires; empty if never. */
    Optional<Instant> expires();

    Optional<LastUse> lastUse();

    /** Returns the id of its successor, if it was rotated. */
    Optional<Long> replacedBy();

    /** Returns the expiry set by the first use of its successor. */
    Optional<Instant> retires();

    Optional<Instant> revoked();

    default State stateAt(Instant now) {
        if (revoked().isPresent()) {
            return State.REVOKED;
        }
        if (isReached(expires(), now)) {
            return State.EXPIRED;
        }
        if (isReached(retires(), now)) {
            return State.RETIRED;
        }
        return replacedBy().isPresent() ? State.REPLACED : State.VALID;
    }

    /** Returns whether it is valid at that time. */
    default boolean isValidAt(Instant now) {
        return stateAt(now).letsIn();
    }

    /** Returns whether it expires within 30 days and no successor is in use. */
    default boolean isNearExpiryAt(Instant now) {
        return isValidAt(now) && retires().isEmpty() && isReached(expires(), now.plus(NEAR_EXPIRY));
    }

    private static boolean isReached(Optional<Instant> moment, Instant now) {
        return moment.filter(end -> !now.isBefore(end)).isPresent();
    }

    /** Lifecycle state of a credential. */
    enum State {
        VALID,
        /** Rotated, and still valid together with its successor. */
        REPLACED,
        /** Rotated, and the grace period is over. */
        RETIRED,
        EXPIRED,
        REVOKED;

        /** Returns whether a credential in this state is valid. */
        public boolean letsIn() {
            return this == VALID || this == REPLACED;
        }
    }

    /** The last use of a credential: when, to the minute, and from which address. */
    record LastUse(Instant at, String address) {
        private static final int MAX_ADDRESS = 45;

        public LastUse {
            address = address.substring(0, Math.min(address.length(), MAX_ADDRESS));
        }
    }
}
