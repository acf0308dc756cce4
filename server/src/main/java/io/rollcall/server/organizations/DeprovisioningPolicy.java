package io.rollcall.server.organizations;

import io.rollcall.server.kernel.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Policy for an organization's users who leave, and who come back.
 *
 * @param eraseAfterDays how many days after their deactivation or deletion they are erased; empty for never
 */
public record DeprovisioningPolicy(Optional<Integer> eraseAfterDays, Rehire rehire) {
    private static final int MAX_DAYS = 3_650;

    public DeprovisioningPolicy {
        eraseAfterDays.filter(days -> days < 1 || days > MAX_DAYS).ifPresent(days -> {
            throw Refusal.invalid("Users cannot be erased " + days + " days after they left; use 1 to " + MAX_DAYS
                    + " days, or never.");
        });
    }

    /** The latest moment of leaving that makes a user's erasure due now; empty where it never is. */
    public Optional<Instant> dueSince(Instant now) {
        return eraseAfterDays.map(days -> now.minus(Duration.ofDays(days)));
    }

    public DeprovisioningPolicy withEraseAfterDays(Optional<Integer> days) {
        return new DeprovisioningPolicy(days, rehire);
    }

    public DeprovisioningPolicy withRehire(Rehire other) {
        return new DeprovisioningPolicy(eraseAfterDays, other);
    }

    /** Policy for the id of a user who is created again after a deletion. */
    public enum Rehire {
        /** The former one if both carry the same externalId, which an identity provider gives to one person alone. */
        SAME_ID,
        /** The former one by the userName, or else by the externalId. */
        SAME_ID_BY_NAME,
        NEW_ID;

        /** The risk that an administrator takes with it, in words; empty for none. */
        public Optional<String> warning() {
            return this == SAME_ID_BY_NAME
                    ? Optional.of(
                            "A new person who gets the userName of a deleted one gets that person's id, too, and with it"
                                    + " access to whatever the product keeps under the id.")
                    : Optional.empty();
        }
    }
}
