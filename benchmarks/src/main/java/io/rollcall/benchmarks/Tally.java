package io.rollcall.benchmarks;

import io.rollcall.benchmarks.HttpConnection.Response;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Counter of responses and their latencies. */
final class Tally {
    private static final int REFUSED = 400;
    private static final int DIGITS = 3;

    private final Histogram admitted = micros();
    private final Histogram refused = micros();
    private final Histogram sinceSent = micros();
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private long count;
    private long unsaid;

    private static Histogram micros() {
        Histogram histogram = new Histogram(DIGITS);
        histogram.setAutoResize(true);
        return histogram;
    }

    /** @param due time at which the request was due, and {@code sent} the time it was sent, by {@link System#nanoTime} */
    void add(Response answer, long due, long sent, long now) {
        count++;
        statuses.merge(answer.status(), 1, Integer::sum);
        if (answer.status() < REFUSED) {
            admitted.recordValue(TimeUnit.NANOSECONDS.toMicros(now - due));
            sinceSent.recordValue(TimeUnit.NANOSECONDS.toMicros(now - sent));
        } else {
            refused.recordValue(TimeUnit.NANOSECONDS.toMicros(now - due));
            unsaid += answer.saysWhen() ? 0 : 1;
        }
    }

    long count() {
        return count;
    }

    Result result() {
        return new Result(
                Latency.of(admitted), Latency.of(refused), Latency.of(sinceSent), Map.copyOf(statuses), unsaid);
    }

    /**
     * Result of a run. @param sinceSent latency of admitted requests from the time they were due @param unsaid number of
     * refusals without Retry-After
     */
    record Result(Latency admitted, Latency refused, Latency sinceSent, Map<Integer, Integer> statuses, long unsaid) {}

    /** Latency. @param median in milliseconds, like {@code p99} */
    record Latency(double median, double p99) {
        private static Latency of(Histogram micros) {
            return new Latency(micros.getValueAtPercentile(50) / 1_000.0, micros.getValueAtPercentile(99) / 1_000.0);
        }
    }
}
