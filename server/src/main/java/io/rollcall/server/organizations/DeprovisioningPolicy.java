package io.rollcall.server.organizations;

import io.rollcall.server.kernel.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Policy for deprovisioned users of an organization: their erasure, and their id when they are created again.
 *
 * @param eraseAfterDays days from deactivation or deletion to erasure; empty for never
 */
public record DeprovisioningPolicy(Optional<Integer> eraseAfterDays, Rehire rehire) {
    private static final int MAX_DAYS = 3_650;

    public DeprovisioningPolicy {
        eraseAfterDays.filter(days -> days < 1 || days > MAX_DAYS).ifPresent(days -> {
            throw Refusal.invalid("Users cannot be erased " + days + " days after they left; use 1 to " + MAX_DAYS
                    + " days, or never.");
        });
    }

    /** Returns the time by which a user must have left for the erasure to be due now; empty if users are never erased. */
    public Optional<Instant> dueSince(Instant now) {
        return eraseAfterDays.map(days -> now.minus(Duration.ofDays(days)));
    }

    public DeprovisioningPolicy withEraseAfterDays(Optional<Integer> days) {
        return new DeprovisioningPolicy(days, rehire);
    }

    public DeprovisioningPolicy withRehire(Rehire other) {
        return new DeprovisioningPolicy(eraseAfterDays, other);
    }

    /** Policy for the id of a user created again after a deletion. */
    public enum Rehire {
        /** The former id if the externalId matches, which identity providers never reuse for another person. */
        SAME_ID,
        /** The former id if the userName matches, or else the externalId. */
        SAME_ID_BY_NAME,
        NEW_ID;

        /** Returns a warning about the policy's risk for the administrator; empty for none. */
        public Optional<String> warning() {
            return this == SAME_ID_BY_NAME
                    ? Optional.of(
                            "A new person who is given the userName of a deleted user also gets that user's id, and with it"
                                    + " access to whatever the product keeps under the id.")
                    : Optional.empty();
        }
    }
}
