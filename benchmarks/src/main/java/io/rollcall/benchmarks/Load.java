package io.rollcall.benchmarks;

import io.rollcall.benchmarks.HttpConnection.Request;
import io.rollcall.benchmarks.HttpConnection.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntPredicate;
import java.util.function.LongFunction;

/** Closed-loop load: each connection sends the next request as soon as the last one has its response. */
record Load(int port, int connections, double seconds) {
    private static final double NANOS = 1e9;

    /** Result of a run. @param nanos response times, sorted */
    record Result(long[] nanos, double seconds) {
        double throughput() {
            return nanos.length / seconds;
        }

        double millis(double quantile) {
            return nanos.length == 0
                    ? 0
                    : nanos[(int) Math.min(nanos.length - 1L, (long) (nanos.length * quantile))] / 1e6;
        }
    }

    /**
     * Runs the load.
     *
     * @param requests returns the n-th request
     * @param expected accepts expected statuses; any other one ends the run
     */
    Result run(LongFunction<Request> requests, IntPredicate expected) {
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            AtomicLong numbers = new AtomicLong();
            long start = System.nanoTime();
            List<Future<List<Long>>> running = new ArrayList<>();
            for (int connection = 0; connection < connections; connection++) {
                running.add(threads.submit(() -> drive(requests, expected, numbers, start)));
            }
            List<Long> all = new ArrayList<>();
            for (Future<List<Long>> one : running) {
                all.addAll(one.get());
            }
            double took = (System.nanoTime() - start) / NANOS;
            return new Result(all.stream().mapToLong(Long::longValue).sorted().toArray(), took);
        } catch (InterruptedException | ExecutionException failure) {
            throw new IllegalStateException(failure);
        } finally {
            threads.shutdownNow();
        }
    }

    private List<Long> drive(LongFunction<Request> requests, IntPredicate expected, AtomicLong numbers, long start) {
        List<Long> nanos = new ArrayList<>();
        long end = start + (long) (seconds * NANOS);
        try {
            HttpConnection connection = new HttpConnection(port);
            while (System.nanoTime() < end) {
                long sent = System.nanoTime();
                Response answer = connection.send(requests.apply(numbers.getAndIncrement()));
                nanos.add(System.nanoTime() - sent);
                if (!expected.test(answer.status())) {
                    throw new IllegalStateException(answer.status() + ": " + answer.text());
                }
                if (answer.closes()) {
                    connection.close();
                    connection = new HttpConnection(port);
                }
            }
            connection.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return nanos;
    }
}
