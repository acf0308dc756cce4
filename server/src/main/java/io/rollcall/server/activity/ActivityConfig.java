package io.rollcall.server.activity;

import io.rollcall.server.config.Settings;
import java.time.Duration;

/**
 * What holds for every organization's log.
 *
 * @param retention how long an entry is kept
 */
public record ActivityConfig(Duration retention) {
    private static final int MOST_DAYS = 365 * 100;

    public static ActivityConfig read(Settings settings) {
        return new ActivityConfig(Duration.ofDays(settings.integer("activity.retention-days", 1, MOST_DAYS)));
    }
}
