package io.rollcall.server.retention;

import io.rollcall.server.config.Settings;
import java.time.Duration;

/**
 * How data that is deleted for its age is protected from clocks that are wrong.
 *
 * @param maxDifference how far the server's clock may be from the database's; zero for any difference
 * @param maxGap how far the clock may be ahead of the last time the database was used; zero for any gap
 * @param pause how long such a gap pauses deletion before the clock is believed
 * @param maxSharePercent the most rows of a table that go at once, of a hundred
 * @param minRows as many may always go at once
 */
public record RetentionConfig(
        Duration maxDifference, Duration maxGap, Duration pause, int maxSharePercent, int minRows) {
    private static final int MAX_DAYS = 3_650;

    public static RetentionConfig read(Settings settings) {
        return new RetentionConfig(
                Duration.ofMinutes(settings.integer("retention.max-clock-difference-minutes", 0, 1_440)),
                Duration.ofDays(settings.integer("retention.max-gap-days", 0, MAX_DAYS)),
                Duration.ofDays(settings.integer("retention.pause-days", 0, MAX_DAYS)),
                settings.integer("retention.max-share-percent", 1, 100),
                settings.integer("retention.min-rows", 0, 1_000_000_000));
    }
}
