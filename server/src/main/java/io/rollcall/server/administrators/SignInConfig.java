package io.rollcall.server.administrators;

import io.rollcall.server.config.Settings;
import java.time.Duration;

/**
 * Limits on signing in.
 *
 * @param failures failures of a name from one address, or of a recognised browser, before a lock-out
 * @param failuresOfName failures of a name from all addresses before attempts are slowed down
 * @param pause time between two attempts with a name that is slowed down
 * @param failuresOfAddress failures of one address with all names before a lock-out
 * @param lockOut duration of a lock-out, and how long failures count
 * @param waiting sign-ins that may wait for their password check
 * @param browserLife how long a browser is recognised after its last sign-in
 * @param browsersKept recognised browsers per administrator
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
