package io.rollcall.server.scim.paging;

import io.rollcall.server.config.Settings;
import io.rollcall.server.secrets.Secrets;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Rotation by age of the keys shared by all servers, for cursors and console cookies. */
@Singleton
public final class CursorKeyRotation {
    private static final int MAX_DAYS = 3_650;

    private final Secrets secrets;
    private final Duration maxAge;
    private final Duration cursorTimeout;

    @Inject
    public CursorKeyRotation(Secrets secrets, Settings settings) {
        this.secrets = secrets;
        this.maxAge = maxAge(settings);
        this.cursorTimeout = cursorTimeout(settings);
    }

    /** Reads the age after which a key is replaced; zero for never. */
    public static Duration maxAge(Settings settings) {
        return Duration.ofDays(settings.integer("scim.cursor-key-days", 0, MAX_DAYS));
    }

    /** Reads the lifetime of a cursor. */
    public static Duration cursorTimeout(Settings settings) {
        return Duration.ofSeconds(settings.integer("scim.cursor-timeout-seconds", 1, Integer.MAX_VALUE));
    }

    /** Rotates the keys that are due. */
    public void run() {
        if (!maxAge.isZero()) {
            secrets.rotateIfOlder(Secrets.CURSORS, maxAge, cursorTimeout);
            secrets.rotateCookiesIfOlder(maxAge);
        }
    }
}
