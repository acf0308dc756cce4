package io.rollcall.server.credentials;

import io.rollcall.server.kernel.Creator;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A secret that lets its bearer in, without its text: a SCIM token or an admin key. */
public interface Credential {
    /** How long before its end a credential counts as near it. */
    Duration NEAR_EXPIRY = Duration.ofDays(30);

    long id();

    String name();

    Creator creator();

    /** Returns the name of the person or program that created it. */
    default String createdBy() {
        return creator().name();
    }

    Instant created();

    /** Empty if it never expires. */
    Optional<Instant> expires();

    Optional<LastUse> lastUse();

    /** The id of the successor that a rotation put beside it. */
    Optional<Long> replacedBy();

    /** The end that the first use of its successor set. */
    Optional<Instant> retires();

    Optional<Instant> revoked();

    default CredentialState stateAt(Instant now) {
        if (revoked().isPresent()) {
            return CredentialState.REVOKED;
        }
        if (isReached(expires(), now)) {
            return CredentialState.EXPIRED;
        }
        if (isReached(retires(), now)) {
            return CredentialState.RETIRED;
        }
        return replacedBy().isPresent() ? CredentialState.REPLACED : CredentialState.VALID;
    }

    /** Whether it lets its bearer in at that moment. */
    default boolean isValidAt(Instant now) {
        return stateAt(now).letsIn();
    }

    /** Whether it ends within 30 days and no successor has taken its place. */
    default boolean isNearExpiryAt(Instant now) {
        return isValidAt(now) && retires().isEmpty() && isReached(expires(), now.plus(NEAR_EXPIRY));
    }

    private static boolean isReached(Optional<Instant> moment, Instant now) {
        return moment.filter(end -> !now.isBefore(end)).isPresent();
    }
}
