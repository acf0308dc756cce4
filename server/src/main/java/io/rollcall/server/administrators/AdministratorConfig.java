package io.rollcall.server.administrators;

import io.rollcall.server.config.Settings;
import java.time.Duration;

/**
 * How administrators sign in and stay signed in.
 *
 * @param idle how long a session lasts in which nothing is done
 * @param longest how long a session lasts at the most
 * @param failures how often a name may fail to sign in before it has to wait
 * @param failuresOfAddress the same of all sign-ins from one address
 * @param lockOut how long it has to wait
 */
public record AdministratorConfig(
        Duration idle, Duration longest, int failures, int failuresOfAddress, Duration lockOut) {
    private static final int DAY_MINUTES = 24 * 60;
    private static final int MOST_HOURS = 30 * 24;
    private static final int MOST_FAILURES = 10_000;

    public static AdministratorConfig read(Settings settings) {
        return new AdministratorConfig(
                Duration.ofMinutes(settings.integer("console.session-idle-minutes", 1, DAY_MINUTES)),
                Duration.ofHours(settings.integer("console.session-hours", 1, MOST_HOURS)),
                settings.integer("console.sign-in-failures", 1, MOST_FAILURES),
                settings.integer("console.sign-in-failures-of-address", 1, MOST_FAILURES),
                Duration.ofMinutes(settings.integer("console.lock-out-minutes", 1, DAY_MINUTES)));
    }
}
