package io.rollcall.server.administrators;

import io.rollcall.server.credentials.Credential;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Creator;
import io.rollcall.server.kernel.OrganizationId;
import java.text.Normalizer;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Account of a person who signs in to the Admin Console.
 *
 * @param organization the administered organization; empty for an operator of all
 * @param name the name for sign-in, case-insensitive
 * @param oneTimeUntil expiry of a one-time password, which must be changed; empty if the administrator chose the password
 * @param lastUse the last sign-in
 */
public record Administrator(
        long id,
        Optional<OrganizationId> organization,
        String name,
        Optional<Instant> oneTimeUntil,
        Creator creator,
        Instant created,
        Optional<Credential.LastUse> lastUse) {

    /** Returns the case-folded form of a name. */
    static String key(String name) {
        return Normalizer.normalize(name.strip(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    /** Returns whether the administrator may see and change that organization. */
    public boolean administers(OrganizationId other) {
        return organization.map(other::equals).orElse(true);
    }

    public Optional<Instant> lastSignIn() {
        return lastUse.map(Credential.LastUse::at);
    }

    public boolean isOperator() {
        return organization.isEmpty();
    }

    /** Returns the kind of actor for log entries. */
    public Actor.Kind actorKind() {
        return isOperator() ? Actor.Kind.OPERATOR : Actor.Kind.ADMINISTRATOR;
    }

    /** Returns {@code active}, {@code one-time-password} or {@code one-time-password-expired}. */
    public String stateAt(Instant now) {
        if (hasExpiredAt(now)) {
            return "one-time-password-expired";
        }
        return mustChangePassword() ? "one-time-password" : "active";
    }

    /** Returns whether the one-time password has expired, so that the administrator cannot sign in. */
    public boolean hasExpiredAt(Instant now) {
        return oneTimeUntil.filter(end -> !now.isBefore(end)).isPresent();
    }

    /** Returns whether the administrator must first choose a password. */
    public boolean mustChangePassword() {
        return oneTimeUntil.isPresent();
    }
}
