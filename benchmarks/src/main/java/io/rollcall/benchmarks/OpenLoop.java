package io.rollcall.benchmarks;

import io.rollcall.benchmarks.HttpConnection.Answer;
import io.rollcall.benchmarks.HttpConnection.Request;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import java.util.stream.IntStream;

/**
 * Sends requests at a rate, whether the server keeps up or not (an open loop). What an answer took is counted from when its
 * request was due, so that a server which keeps senders waiting does not look quick.
 */
record OpenLoop(int port, int connections, double perSecond, double seconds) {
    private static final double NANOS = 1e9;
    private static final int REFUSED = 400;

    /** What it came to. @param sinceSentMillis what the admitted took from when they were sent @param unsaid refusals without Retry-After */
    record Result(
            double[] admittedMillis,
            double[] refusedMillis,
            double[] sinceSentMillis,
            Map<Integer, Integer> statuses,
            long unsaid) {}

    private record Outcome(int status, boolean saysWhen, double millis, double sinceSent) {}

    Result run(LongFunction<Request> requests) {
        AtomicLong numbers = new AtomicLong();
        ConcurrentLinkedQueue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            long start = System.nanoTime();
            var running = IntStream.range(0, connections)
                    .<Future<?>>mapToObj(connection -> threads.submit(() -> drive(requests, numbers, outcomes, start)))
                    .toList();
            for (Future<?> one : running) {
                one.get();
            }
        } catch (InterruptedException | ExecutionException failure) {
            throw new IllegalStateException(failure);
        } finally {
            threads.shutdownNow();
        }
        return result(outcomes);
    }

    private Void drive(
            LongFunction<Request> requests, AtomicLong numbers, ConcurrentLinkedQueue<Outcome> outcomes, long start)
            throws IOException {
        long total = (long) (perSecond * seconds);
        HttpConnection connection = new HttpConnection(port);
        try {
            for (long number = numbers.getAndIncrement(); number < total; number = numbers.getAndIncrement()) {
                long due = start + (long) (number * NANOS / perSecond);
                awaitNanos(due);
                long sent = System.nanoTime();
                Answer answer = connection.send(requests.apply(number));
                outcomes.add(new Outcome(answer.status(), answer.saysWhen(), millisSince(due), millisSince(sent)));
                if (answer.closes()) {
                    connection.close();
                    connection = new HttpConnection(port);
                }
            }
        } finally {
            connection.close();
        }
        return null;
    }

    private static double millisSince(long nanos) {
        return (System.nanoTime() - nanos) / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }

    private static void awaitNanos(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static Result result(ConcurrentLinkedQueue<Outcome> outcomes) {
        Map<Integer, Integer> statuses = new TreeMap<>();
        outcomes.forEach(outcome -> statuses.merge(outcome.status(), 1, Integer::sum));
        return new Result(
                millis(outcomes, false),
                millis(outcomes, true),
                outcomes.stream()
                        .filter(outcome -> outcome.status() < REFUSED)
                        .mapToDouble(Outcome::sinceSent)
                        .sorted()
                        .toArray(),
                statuses,
                outcomes.stream()
                        .filter(outcome -> outcome.status() >= REFUSED && !outcome.saysWhen())
                        .count());
    }

    private static double[] millis(ConcurrentLinkedQueue<Outcome> outcomes, boolean refused) {
        return outcomes.stream()
                .filter(outcome -> outcome.status() >= REFUSED == refused)
                .mapToDouble(Outcome::millis)
                .sorted()
                .toArray();
    }

    static double quantile(double[] sorted, double quantile) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1L, (long) (sorted.length * quantile))];
    }
}
