package io.rollcall.server.administrators;

import io.rollcall.server.config.Settings;
import java.time.Duration;

/**
 * Limits on signing in.
 *
 * @param failures how often a name may fail from one address, and a recognised browser, before it has to wait
 * @param failuresOfName how often a name may fail from all addresses before it is slowed down
 * @param pause time between two attempts with a name that is slowed down
 * @param failuresOfAddress how often all names together may fail from one address before it has to wait
 * @param lockOut how long a name or an address has to wait, and how long failures count
 * @param waiting how many sign-ins may wait until their password is checked
 * @param browserLife how long a browser is recognised after it last signed in
 * @param browsersKept how many browsers of one administrator are recognised
 */
public record SignInConfig(
        int failures,
        int failuresOfName,
        Duration pause,
        int failuresOfAddress,
        Duration lockOut,
        int waiting,
        Duration browserLife,
        int browsersKept) {
    private static final int DAY_MINUTES = 24 * 60;
    private static final int HOUR_SECONDS = 60 * 60;
    private static final int MAX_FAILURES = 10_000;
    private static final int MAX_WAITING = 1_000;
    private static final int MAX_DAYS = 365;
    private static final int MAX_BROWSERS = 100;

    static SignInConfig read(Settings settings) {
        return new SignInConfig(
                settings.integer("console.sign-in-failures", 1, MAX_FAILURES),
                settings.integer("console.sign-in-failures-of-name", 1, MAX_FAILURES),
                Duration.ofSeconds(settings.integer("console.sign-in-pause-seconds", 1, HOUR_SECONDS)),
                settings.integer("console.sign-in-failures-of-address", 1, MAX_FAILURES),
                Duration.ofMinutes(settings.integer("console.lock-out-minutes", 1, DAY_MINUTES)),
                settings.integer("console.sign-ins-waiting", 0, MAX_WAITING),
                Duration.ofDays(settings.integer("console.browser-days", 1, MAX_DAYS)),
                settings.integer("console.browsers", 1, MAX_BROWSERS));
    }
}
