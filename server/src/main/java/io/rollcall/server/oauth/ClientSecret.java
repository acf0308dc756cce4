package io.rollcall.server.oauth;

import io.rollcall.server.credentials.Credential;
import io.rollcall.server.kernel.Creator;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.SecretText;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** Secret of an OAuth client, without its text. @param client id of the client's row */
public record ClientSecret(
        long id,
        OrganizationId organizationId,
        long client,
        Creator creator,
        Instant created,
        Instant expires,
        Optional<Credential.LastUse> lastUse,
        Optional<Instant> revoked) {
    /** Prefix of secrets, so that people and secret scanners recognise them. */
    public static final String PREFIX = "rollcall_cs_";

    /** Shortest lifetime in days, and the default one. */
    public static final int MIN_DAYS = 365;

    /** Longest lifetime in days: three years, one of which may be a leap year. */
    public static final int MAX_DAYS = 1_096;

    /** Returns whether it is accepted at that time. */
    public boolean isValidAt(Instant now) {
        return revoked.isEmpty() && now.isBefore(expires);
    }

    /** Returns whether it expires within 30 days. */
    public boolean isNearExpiryAt(Instant now) {
        return isValidAt(now) && !expires.isAfter(now.plus(Credential.NEAR_EXPIRY));
    }

    /** Returns whether a newer secret of its client is in use. @param all secrets of the client */
    boolean isReplacedAt(Instant now, Collection<ClientSecret> all) {
        return all.stream()
                .anyMatch(other ->
                        other.id > id && other.isValidAt(now) && other.lastUse().isPresent());
    }

    /** Returns its state in a word. */
    public Credential.State stateAt(Instant now) {
        if (revoked.isPresent()) {
            return Credential.State.REVOKED;
        }
        return isValidAt(now) ? Credential.State.VALID : Credential.State.EXPIRED;
    }

    /** Returns a lifetime, or throws INVALID if it is shorter than a year or longer than three. */
    static Duration lifetime(int days) {
        if (days < MIN_DAYS || days > MAX_DAYS) {
            throw Refusal.invalid("A client secret lives for " + MIN_DAYS + " to " + MAX_DAYS + " days.")
                    .about("days");
        }
        return Duration.ofDays(days);
    }

    /** New secret with its text, which is shown once. */
    public record Issued(ClientSecret secret, SecretText text) {}
}
