package io.rollcall.server.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The row of {@code clock_check}.
 *
 * @param seen the latest time that is trusted
 * @param checked the last check of the clock
 * @param jumped the time since which the clock is far ahead of {@code seen}; null if it is not
 */
record SeenClock(Instant seen, Instant checked, Instant jumped) {

    /** Returns the row after a check of the clock. */
    SeenClock lookedAt(Instant now, Retention.Config config) {
        if (!isFarAhead(seen, now, config)) {
            return new SeenClock(now, now, null);
        }
        boolean goesOn = jumped != null && !now.isBefore(jumped) && !isFarAhead(checked, now, config);
        Instant since = goesOn ? jumped : now;
        boolean believed = !now.isBefore(since.plus(config.pause()));
        return believed ? new SeenClock(now, now, null) : new SeenClock(seen, now, since);
    }

    private static boolean isFarAhead(Instant before, Instant now, Retention.Config config) {
        return !config.maxGap().isZero() && now.isAfter(before.plus(config.maxGap()));
    }

    /** Returns why deletion by age is paused, if the clock is too far ahead to be trusted. */
    Optional<String> problem(Instant now, Retention.Config config) {
        return jumped == null
                ? Optional.empty()
                : Optional.of("the clock is " + Duration.between(seen, now).toDays()
                        + " days ahead of the last time that this database was used. If the clock is wrong, set it. If"
                        + " it is right, deletion resumes by itself at "
                        + jumped.plus(config.pause())
                        + ", or at once after a restart with ROLLCALL_RETENTION_MAX_GAP_DAYS=0");
    }
}
