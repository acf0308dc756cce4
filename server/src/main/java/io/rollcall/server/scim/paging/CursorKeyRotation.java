package io.rollcall.server.scim.paging;

import io.rollcall.server.config.Settings;
import io.rollcall.server.secrets.Secrets;
import java.time.Duration;

/**
 * Rotation by age of the keys that all servers share: that of cursors and that of the console's cookies.
 *
 * @param age after which a key is replaced; zero for never
 * @param cursorTimeout how long a cursor is good for
 */
public record CursorKeyRotation(Secrets secrets, Duration age, Duration cursorTimeout) {
    private static final int MAX_DAYS = 3_650;

    public static CursorKeyRotation read(Settings settings, Secrets secrets) {
        return new CursorKeyRotation(secrets, maxAge(settings), cursorTimeout(settings));
    }

    /** Reads the age after which a key is replaced. */
    public static Duration maxAge(Settings settings) {
        return Duration.ofDays(settings.integer("scim.cursor-key-days", 0, MAX_DAYS));
    }

    /** Reads how long a cursor is valid. */
    public static Duration cursorTimeout(Settings settings) {
        return Duration.ofSeconds(settings.integer("scim.cursor-timeout-seconds", 1, Integer.MAX_VALUE));
    }

    /** Rotates the keys that are due. */
    public void run() {
        if (!age.isZero()) {
            secrets.rotateIfOlder(Secrets.CURSORS, age, cursorTimeout);
            secrets.rotateCookiesIfOlder(age);
        }
    }
}
