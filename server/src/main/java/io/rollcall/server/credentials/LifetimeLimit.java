package io.rollcall.server.credentials;

import io.rollcall.server.config.Settings;
import io.rollcall.server.kernel.Lifetime;
import io.rollcall.server.kernel.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Longest lifetime of new credentials. Existing credentials keep theirs.
 *
 * @param maxDays empty for no limit
 * @param setting the configuration key of the limit
 */
public record LifetimeLimit(CredentialKind kind, Optional<Integer> maxDays, String setting) {

    /** Reads a setting in days; 0 is no limit. */
    public static LifetimeLimit read(Settings settings, CredentialKind kind, String setting) {
        int days = settings.integer(setting, 0, Lifetime.MAX_DAYS);
        return new LifetimeLimit(kind, Optional.of(days).filter(limit -> limit > 0), setting);
    }

    /** Returns the default lifetime: a year, or the limit if that is shorter. */
    public Lifetime standard(Instant now) {
        Lifetime year = Lifetime.standard();
        return allows(now, year.endFrom(now)) ? year : longest().orElse(year);
    }

    /** Returns the limit; empty if there is none. */
    public Optional<Lifetime> longest() {
        return maxDays.map(Lifetime::ofDays);
    }

    /** Returns the lifetime, or throws INVALID if it exceeds the limit. */
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

    /** Returns whether a credential with these times is within the limit. @param expires empty for never */
    public boolean allows(Instant created, Optional<Instant> expires) {
        return maxDays.map(days -> created.plus(Duration.ofDays(days)))
                .map(latest -> expires.filter(end -> !end.isAfter(latest)).isPresent())
                .orElse(true);
    }
}
