package io.rollcall.server.tokens;

import io.rollcall.server.config.Settings;
import io.rollcall.server.credentials.CredentialKind;
import io.rollcall.server.credentials.LifetimeLimit;
import java.time.Duration;

/**
 * What holds for all tokens.
 *
 * @param rotationGrace how long a replaced token still works once the new one has been used
 * @param limit how long a new token may be good for
 * @param maxPerOrganization how many tokens an organization may have; ended ones are forgotten for new ones then
 */
public record TokenConfig(Duration rotationGrace, LifetimeLimit limit, int maxPerOrganization) {
    private static final int MAX_TOKENS = 100_000;
    private static final int MAX_HOURS = 24 * 365;

    public static TokenConfig read(Settings settings) {
        return new TokenConfig(
                Duration.ofHours(settings.integer("tokens.rotation-grace-hours", 0, MAX_HOURS)),
                LifetimeLimit.read(settings, CredentialKind.TOKEN, "tokens.max-days"),
                settings.integer("tokens.max-per-organization", 2, MAX_TOKENS));
    }
}
