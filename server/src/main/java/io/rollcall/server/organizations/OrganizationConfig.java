package io.rollcall.server.organizations;

import io.rollcall.server.config.Settings;
import java.time.Duration;

/**
 * Settings of all organizations.
 *
 * @param oldSlugTime how long the former slug of a renamed organization still leads to it
 */
public record OrganizationConfig(Duration oldSlugTime) {
    private static final int MAX_DAYS = 3_650;

    public static OrganizationConfig read(Settings settings) {
        return new OrganizationConfig(Duration.ofDays(settings.integer("organizations.old-slug-days", 0, MAX_DAYS)));
    }
}
