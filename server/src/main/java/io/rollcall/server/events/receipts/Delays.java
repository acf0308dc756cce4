package io.rollcall.server.events.receipts;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Percentiles of the time from requests to acknowledgements.
 *
 * @param receipts the number of receipts; the percentiles are empty if there is none
 */
public record Delays(int receipts, Optional<Duration> median, Optional<Duration> p95) {
    private static final int MEDIAN = 50;
    private static final int P95 = 95;
    private static final int ALL = 100;

    /** Returns the percentiles of some delays, by nearest rank. Clocks of two servers may differ, so none is below zero. */
    static Delays of(List<Long> millis) {
        List<Long> sorted = millis.stream().sorted().toList();
        return new Delays(sorted.size(), percentile(sorted, MEDIAN), percentile(sorted, P95));
    }

    private static Optional<Duration> percentile(List<Long> sorted, int percent) {
        if (sorted.isEmpty()) {
            return Optional.empty();
        }
        int rank = (sorted.size() * percent + ALL - 1) / ALL;
        return Optional.of(Duration.ofMillis(Math.max(0, sorted.get(rank - 1))));
    }
}
