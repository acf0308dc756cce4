package io.rollcall.server.users;

import io.rollcall.server.config.Settings;
import java.time.Duration;

/**
 * What holds for the users of all organizations.
 *
 * @param eraseEvery how long the server waits between looking for users whose erasure is due
 * @param maxPageBytes how much the documents of a page have at the most; one user is on it whatever its size
 */
public record UserConfig(Duration eraseEvery, long maxPageBytes) {
    private static final int MAX_HOURS = 24 * 7;
    private static final int SHARE_OF_HEAP = 64;
    private static final int MIN_PAGE_BYTES = 65_536;
    private static final long DEFAULT_MAX_BYTES = 16L << 20;

    public static UserConfig read(Settings settings) {
        return new UserConfig(
                Duration.ofHours(settings.integer("users.erase-every-hours", 1, MAX_HOURS)), maxPageBytes(settings));
    }

    private static long maxPageBytes(Settings settings) {
        String key = "scim.max-page-bytes";
        return settings.optionalText(key)
                .map(given -> (long) settings.integer(key, MIN_PAGE_BYTES, Integer.MAX_VALUE))
                .orElseGet(() -> Math.min(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP, DEFAULT_MAX_BYTES));
    }
}
