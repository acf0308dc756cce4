package io.rollcall.server.tokens;

import io.rollcall.server.kernel.OrganizationId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a token once its text has been shown.
 *
 * @param createdBy the name of who made it
 * @param replacedBy the id of the token that a rotation put beside it
 * @param retires when it ends because of that
 */
public record Token(
        long id,
        OrganizationId organizationId,
        String name,
        TokenScope scope,
        String createdBy,
        Instant created,
        Optional<Instant> expires,
        Optional<LastUse> lastUse,
        Optional<Long> replacedBy,
        Optional<Instant> retires,
        Optional<Instant> revoked) {
    /** How long before its end a token is warned of. */
    static final Duration NEAR_EXPIRY = Duration.ofDays(30);

    public TokenState stateAt(Instant now) {
        if (revoked.isPresent()) {
            return TokenState.REVOKED;
        }
        if (isReached(expires, now)) {
            return TokenState.EXPIRED;
        }
        if (isReached(retires, now)) {
            return TokenState.RETIRED;
        }
        return replacedBy.isPresent() ? TokenState.REPLACED : TokenState.VALID;
    }

    private static boolean isReached(Optional<Instant> moment, Instant now) {
        return moment.filter(end -> !now.isBefore(end)).isPresent();
    }

    /** Whether the token lets its bearer in at that moment. */
    public boolean isValidAt(Instant now) {
        return stateAt(now).letsIn();
    }

    /** Whether the token ends within 30 days and no other has taken its place. */
    public boolean isNearExpiryAt(Instant now) {
        return isValidAt(now) && retires.isEmpty() && isReached(expires, now.plus(NEAR_EXPIRY));
    }
}
