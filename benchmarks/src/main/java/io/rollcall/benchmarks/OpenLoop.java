package io.rollcall.benchmarks;

import io.rollcall.benchmarks.HttpConnection.Answer;
import io.rollcall.benchmarks.HttpConnection.Request;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * Sends requests at a rate, whether the server keeps up or not (an open loop). What an answer took is counted from when its
 * request was due, so that a server which keeps senders waiting does not look quick.
 */
record OpenLoop(int port, int connections, double perSecond, double seconds) {
    private static final double NANOS = 1e9;
    private static final int REFUSED = 400;
    private static final int DIGITS = 3;

    /** In microseconds; one of each connection, so that none waits for another. */
    private static final class Tally {
        private final Histogram admitted = histogram();
        private final Histogram refused = histogram();
        private final Histogram sinceSent = histogram();
        private final Map<Integer, Integer> statuses = new TreeMap<>();
        private long unsaid;

        private static Histogram histogram() {
            Histogram histogram = new Histogram(DIGITS);
            histogram.setAutoResize(true);
            return histogram;
        }

        void add(Answer answer, long due, long sent) {
            statuses.merge(answer.status(), 1, Integer::sum);
            long now = System.nanoTime();
            if (answer.status() < REFUSED) {
                admitted.recordValue(micros(now - due));
                sinceSent.recordValue(micros(now - sent));
            } else {
                refused.recordValue(micros(now - due));
                unsaid += answer.saysWhen() ? 0 : 1;
            }
        }

        private static long micros(long nanos) {
            return TimeUnit.NANOSECONDS.toMicros(nanos);
        }

        void add(Tally other) {
            admitted.add(other.admitted);
            refused.add(other.refused);
            sinceSent.add(other.sinceSent);
            other.statuses.forEach((status, count) -> statuses.merge(status, count, Integer::sum));
            unsaid += other.unsaid;
        }
    }

    /** What it came to. @param sinceSent what the admitted took from when they were sent @param unsaid refusals without Retry-After */
    record Result(Latency admitted, Latency refused, Latency sinceSent, Map<Integer, Integer> statuses, long unsaid) {}

    /** @param median in milliseconds, as {@code p99} */
    record Latency(double median, double p99) {
        private static Latency of(Histogram micros) {
            return new Latency(micros.getValueAtPercentile(50) / 1_000.0, micros.getValueAtPercentile(99) / 1_000.0);
        }
    }

    Result run(LongFunction<Request> requests) {
        AtomicLong numbers = new AtomicLong();
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        Tally all = new Tally();
        try {
            long start = System.nanoTime();
            List<Future<Tally>> running = IntStream.range(0, connections)
                    .mapToObj(connection -> threads.submit(() -> drive(requests, numbers, start)))
                    .toList();
            for (Future<Tally> one : running) {
                all.add(one.get());
            }
        } catch (InterruptedException | ExecutionException failure) {
            throw new IllegalStateException(failure);
        } finally {
            threads.shutdownNow();
        }
        return new Result(
                Latency.of(all.admitted), Latency.of(all.refused), Latency.of(all.sinceSent), all.statuses, all.unsaid);
    }

    private Tally drive(LongFunction<Request> requests, AtomicLong numbers, long start) throws IOException {
        Tally tally = new Tally();
        long total = (long) (perSecond * seconds);
        HttpConnection connection = new HttpConnection(port);
        try {
            for (long number = numbers.getAndIncrement(); number < total; number = numbers.getAndIncrement()) {
                long due = start + (long) (number * NANOS / perSecond);
                awaitNanos(due);
                long sent = System.nanoTime();
                Answer answer = connection.send(requests.apply(number));
                tally.add(answer, due, sent);
                if (answer.closes()) {
                    connection.close();
                    connection = new HttpConnection(port);
                }
            }
        } finally {
            connection.close();
        }
        return tally;
    }

    private static void awaitNanos(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
