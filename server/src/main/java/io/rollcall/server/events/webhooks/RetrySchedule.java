package io.rollcall.server.events.webhooks;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Times of further attempts of a delivery: the example of Standard Webhooks, which ends after 75 hours and 35 minutes. They count
 * from the first attempt, so additional attempts in between, as after an outage, do not use up the schedule.
 */
public final class RetrySchedule {
    private static final List<Duration> DELAYS = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));

    /** Up to a fifth of a delay is added, so that deliveries that failed together do not return together. */
    private static final double JITTER = 0.2;

    private RetrySchedule() {}

    /** Returns the time of the next attempt after one that failed now; empty after the last one. */
    public static Optional<Instant> next(Instant first, Instant now, RandomGenerator random) {
        Instant end = first;
        for (Duration delay : DELAYS) {
            end = end.plus(delay);
            if (end.isAfter(now)) {
                return Optional.of(now.plus(jittered(Duration.between(now, end), delay, random)));
            }
        }
        return Optional.empty();
    }

    /** Returns the time of an attempt beyond the schedule, for an endpoint that has accepted nothing since. */
    public static Instant beyond(Instant now, RandomGenerator random) {
        Duration last = DELAYS.get(DELAYS.size() - 1);
        return now.plus(jittered(last, last, random));
    }

    private static Duration jittered(Duration rest, Duration delay, RandomGenerator random) {
        return rest.plusMillis((long) (delay.toMillis() * JITTER * random.nextDouble()));
    }
}
