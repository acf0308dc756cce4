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
 * A person who signs in to the Admin Console.
 *
 * @param organization the one that they administer; empty for an operator, who administers all
 * @param name by which they sign in, in any case
 * @param oneTimeUntil how long the password is good for that they were given and must change; empty where it is their own
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

    /** Returns the form of a name by which it is found, in any case. */
    static String key(String name) {
        return Normalizer.normalize(name.strip(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    /** Whether they may see and change that organization. */
    public boolean administers(OrganizationId other) {
        return organization.map(other::equals).orElse(true);
    }

    public Optional<Instant> lastSignIn() {
        return lastUse.map(Credential.LastUse::at);
    }

    public boolean isOperator() {
        return organization.isEmpty();
    }

    /** Returns the kind of actor that entries name. */
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

    /** Whether they can no longer sign in, as the password that they were given was not used in time. */
    public boolean hasExpiredAt(Instant now) {
        return oneTimeUntil.filter(end -> !now.isBefore(end)).isPresent();
    }

    /** Whether they can do nothing else before they have chosen a password of their own. */
    public boolean mustChangePassword() {
        return oneTimeUntil.isPresent();
    }
}
