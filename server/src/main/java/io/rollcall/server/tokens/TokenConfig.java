package io.rollcall.server.tokens;

import io.rollcall.server.config.Settings;
import java.time.Duration;

/**
 * What holds for all tokens.
 *
 * @param rotationGrace how long a replaced token still works once the new one has been used
 */
public record TokenConfig(Duration rotationGrace) {
    private static final int MOST_HOURS = 24 * 365;

    public static TokenConfig read(Settings settings) {
        return new TokenConfig(Duration.ofHours(settings.integer("tokens.rotation-grace-hours", 0, MOST_HOURS)));
    }
}
