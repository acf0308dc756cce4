package io.rollcall.server.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Timers of the requests of one mount, queueing included, by the class of their status. */
final class RequestTimes {
    private static final int CLASSES = 6;
    private static final int A_CLASS = 100;

    /** Few buckets, since each mount and status class has its own. */
    private static final Duration[] BOUNDS = Stream.of(1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final List<Timer> timers;

    RequestTimes(MeterRegistry meters, String mount) {
        this.timers = IntStream.range(0, CLASSES)
                .mapToObj(number -> Timer.builder("rollcall.http.requests")
                        .description("Requests of every surface, by its path and the class of the status")
                        .serviceLevelObjectives(BOUNDS)
                        .tag("path", mount)
                        .tag("status", number + "xx")
                        .register(meters))
                .toList();
    }

    void record(int status, long nanos) {
        timers.get(Math.min(CLASSES - 1, status / A_CLASS)).record(nanos, TimeUnit.NANOSECONDS);
    }
}
