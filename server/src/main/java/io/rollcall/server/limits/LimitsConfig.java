package io.rollcall.server.limits;

import io.rollcall.server.config.Settings;

/**
 * How often callers may call; 0 is as often as they like.
 *
 * @param organizationPerSecond requests of one organization
 * @param addressPerSecond requests of known callers from one address
 * @param failuresPerMinute requests from one address with a token or key that is not valid
 */
public record LimitsConfig(int organizationPerSecond, int addressPerSecond, int failuresPerMinute) {
    private static final int MAX_VALUE = 1_000_000;

    public static LimitsConfig read(Settings settings) {
        return new LimitsConfig(
                settings.integer("limits.organization-requests-per-second", 0, MAX_VALUE),
                settings.integer("limits.address-requests-per-second", 0, MAX_VALUE),
                settings.integer("limits.address-failures-per-minute", 0, MAX_VALUE));
    }
}
