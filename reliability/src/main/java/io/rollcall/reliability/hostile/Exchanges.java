package io.rollcall.reliability.hostile;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Outcomes of the measured traffic, with latencies since the requests were due. */
final class Exchanges {
    private static final long IN_TIME_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Collection<Exchange> all = new ConcurrentLinkedQueue<>();

    /**
     * Outcome of a request.
     *
     * @param due scheduled time of the request, even if no connection was free then
     * @param ended time at which the response was complete, or failed
     * @param what the request and its status, or the failure if there is none
     */
    record Exchange(long due, long ended, Outcome outcome, String what) {
        long nanos() {
            return ended - due;
        }

        boolean isGood() {
            return outcome == Outcome.EXPECTED && nanos() <= IN_TIME_NANOS;
        }
    }

    /** Kind of outcome. */
    enum Outcome {
        EXPECTED,
        /** 429 or 503. */
        REFUSED,
        /** Any other unexpected status. */
        WRONG,
        NO_ANSWER
    }

    void add(Exchange answer) {
        all.add(answer);
    }

    /** Returns the outcomes of the requests that were due in an interval. */
    Window due(long from, long to) {
        return new Window(all.stream()
                .filter(answer -> answer.due() >= from && answer.due() < to)
                .toList());
    }

    /** Outcomes of a phase. */
    record Window(List<Exchange> answers) {
        int count() {
            return answers.size();
        }

        long good() {
            return answers.stream().filter(Exchange::isGood).count();
        }

        long late() {
            return count(Outcome.EXPECTED) - good();
        }

        long count(Outcome outcome) {
            return answers.stream()
                    .filter(answer -> answer.outcome() == outcome)
                    .count();
        }

        /** Returns the share of requests answered as expected and in time, or 0 if there are none. */
        double goodShare() {
            return answers.isEmpty() ? 0 : (double) good() / count();
        }

        double percentileMillis(double percent) {
            return percentile(answers.stream().mapToLong(Exchange::nanos).toArray(), percent) / 1e6;
        }

        /** Returns the time from a moment to the due time of the last bad outcome, or 0. */
        double badSecondsAfter(long moment) {
            return answers.stream()
                            .filter(answer -> !answer.isGood() && answer.due() >= moment)
                            .mapToLong(answer -> answer.due() - moment)
                            .max()
                            .orElse(0)
                    / 1e9;
        }

        /** Returns the number of failures by request and kind. */
        Map<String, Long> failures() {
            return answers.stream()
                    .filter(answer -> answer.outcome() != Outcome.EXPECTED)
                    .collect(Collectors.groupingBy(Exchange::what, TreeMap::new, Collectors.counting()));
        }
    }

    /** Returns the percentile of the values, or 0 if there are none. */
    static long percentile(long[] values, double percent) {
        if (values.length == 0) {
            return 0;
        }
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[Math.max(1, rank) - 1];
    }
}
