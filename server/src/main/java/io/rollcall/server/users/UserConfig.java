package io.rollcall.server.users;

import io.rollcall.server.config.Settings;
import java.time.Duration;

/**
 * Settings for the users of all organizations.
 *
 * @param eraseEvery interval of the search for users whose erasure is due
 * @param erasureWait maximum time that a request waits for its erasure
 * @param maxGroup maximum number of users created or changed in one transaction; 1 writes each alone
 * @param maxPageBytes maximum size of the documents on a page, which contains at least one user of any size
 */
public record UserConfig(Duration eraseEvery, Duration erasureWait, int maxGroup, long maxPageBytes) {
    private static final int MAX_HOURS = 24 * 7;
    private static final int MAX_SECONDS = 60;
    private static final int LARGEST_GROUP = 256;
    private static final int SHARE_OF_HEAP = 64;
    private static final int MIN_PAGE_BYTES = 65_536;
    private static final long DEFAULT_MAX_BYTES = 16L << 20;

    public static UserConfig read(Settings settings) {
        return new UserConfig(
                Duration.ofHours(settings.integer("users.erase-every-hours", 1, MAX_HOURS)),
                Duration.ofSeconds(settings.integer("users.erasure-wait-seconds", 0, MAX_SECONDS)),
                settings.integer("users.max-grouped-writes", 1, LARGEST_GROUP),
                maxPageBytes(settings));
    }

    private static long maxPageBytes(Settings settings) {
        String key = "scim.max-page-bytes";
        return settings.optionalText(key)
                .map(given -> (long) settings.integer(key, MIN_PAGE_BYTES, Integer.MAX_VALUE))
                .orElseGet(() -> Math.min(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP, DEFAULT_MAX_BYTES));
    }
}
