package io.rollcall.server.credentials;

import io.rollcall.server.config.Settings;
import io.rollcall.server.kernel.Lifetime;
import io.rollcall.server.kernel.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The longest lifetime that a new credential may be given. Credentials that are there already keep theirs.
 *
 * @param maxDays empty for no limit
 * @param setting the key by which an operator changes it
 */
public record LifetimeLimit(CredentialKind kind, Optional<Integer> maxDays, String setting) {

    /** Reads a setting in days, where 0 stands for no limit. */
    public static LifetimeLimit read(Settings settings, CredentialKind kind, String setting) {
        int days = settings.integer(setting, 0, Lifetime.MAX_DAYS);
        return new LifetimeLimit(kind, Optional.of(days).filter(limit -> limit > 0), setting);
    }

    /** Returns a year, or as long as allowed if that is less. */
    public Lifetime standard(Instant now) {
        Lifetime year = Lifetime.standard();
        return allows(now, year.endFrom(now)) ? year : longest().orElse(year);
    }

    /** Returns the longest lifetime that is allowed; empty if there is no limit. */
    public Optional<Lifetime> longest() {
        return maxDays.map(Lifetime::ofDays);
    }

    /** Returns the lifetime, or throws INVALID if it is longer than allowed. */
    public Lifetime require(Lifetime lifetime, Instant now) {
        if (!allows(now, lifetime.endFrom(now))) {
            int most = maxDays.orElseThrow();
            throw Refusal.invalid(
                            "A new %s must expire within %d %s (the setting %s). Choose a lifetime of at most that."
                                    .formatted(kind.noun(), most, most == 1 ? "day" : "days", setting))
                    .about("days");
        }
        return lifetime;
    }

    /** Whether a credential that is created then may end then, or never. */
    public boolean allows(Instant created, Optional<Instant> expires) {
        return maxDays.map(days -> created.plus(Duration.ofDays(days)))
                .map(latest -> expires.filter(end -> !end.isAfter(latest)).isPresent())
                .orElse(true);
    }
}
