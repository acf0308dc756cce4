package io.rollcall.server.activity;

import io.rollcall.server.config.Settings;
import java.time.Duration;

/**
 * Settings of every organization's log.
 *
 * @param retention how long an entry is kept
 * @param refusalsPerMinute how many refused requests of an organization each server records in a minute
 */
public record ActivityConfig(Duration retention, int refusalsPerMinute) {
    private static final int MAX_DAYS = 365 * 100;
    private static final int MAX_REFUSALS = 1_000_000;

    public static ActivityConfig read(Settings settings) {
        return new ActivityConfig(
                Duration.ofDays(settings.integer("activity.retention-days", 1, MAX_DAYS)),
                settings.integer("activity.refusals-per-minute", 1, MAX_REFUSALS));
    }
}
