package io.rollcall.server.limits;

import io.rollcall.server.config.Settings;

/**
 * Maximum concurrency of one kind of work.
 *
 * @param total for all organizations together
 * @param perOrganization for each organization
 */
public record ConcurrencyShares(int total, int perOrganization) {
    private static final int QUARTER = 4;
    private static final int HALF = 2;
    private static final int MAX_SHARE = 10_000;

    /**
     * Reads the shares of searches that no index serves.
     *
     * @param parallel the maximum number of concurrent requests
     */
    public static ConcurrencyShares ofSlowSearches(Settings settings, int parallel) {
        return read(settings, "limits.slow-searches", parallel);
    }

    /**
     * Reads the shares of bulk requests.
     *
     * @param parallel the maximum number of concurrent requests
     */
    public static ConcurrencyShares ofBulkRequests(Settings settings, int parallel) {
        return read(settings, "limits.bulk-requests", parallel);
    }

    /**
     * Reads the shares of PATCHes with many comparisons to large Users.
     *
     * @param parallel the maximum number of concurrent requests
     */
    public static ConcurrencyShares ofExpensivePatches(Settings settings, int parallel) {
        return read(settings, "limits.expensive-patches", parallel);
    }

    private static ConcurrencyShares read(Settings settings, String key, int parallel) {
        int total = integer(settings, key, Math.max(1, parallel / QUARTER));
        return new ConcurrencyShares(total, integer(settings, key + "-per-organization", Math.max(1, total / HALF)));
    }

    private static int integer(Settings settings, String key, int otherwise) {
        return settings.optionalText(key)
                .map(given -> settings.integer(key, 1, MAX_SHARE))
                .orElse(otherwise);
    }
}
