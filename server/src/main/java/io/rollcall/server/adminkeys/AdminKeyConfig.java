package io.rollcall.server.adminkeys;

import io.rollcall.server.config.Settings;
import io.rollcall.server.credentials.CredentialKind;
import io.rollcall.server.credentials.LifetimeLimit;
import java.time.Duration;

/**
 * Settings of all admin keys.
 *
 * @param rotationGrace how long a replaced key keeps working once its successor has been used
 * @param limit how long a new key may be good for
 */
public record AdminKeyConfig(Duration rotationGrace, LifetimeLimit limit) {
    private static final int MAX_HOURS = 24 * 365;

    public static AdminKeyConfig read(Settings settings) {
        return new AdminKeyConfig(
                Duration.ofHours(settings.integer("admin-keys.rotation-grace-hours", 0, MAX_HOURS)),
                LifetimeLimit.read(settings, CredentialKind.ADMIN_KEY, "admin-keys.max-days"));
    }
}
