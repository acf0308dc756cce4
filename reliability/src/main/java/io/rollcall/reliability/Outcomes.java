package io.rollcall.reliability;

import io.rollcall.reliability.Outcomes.Outcome.Kind;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** Outcomes of all writes, in the order of the responses. */
final class Outcomes {
    private final Collection<Outcome> all = new ConcurrentLinkedQueue<>();

    /** @param what the status, or the exception in place of one */
    record Outcome(long sent, long ended, Kind kind, String what) {
        enum Kind {
            /** 2xx. */
            ACKNOWLEDGED,
            /** 503 with Retry-After. */
            COME_BACK,
            /** The connection failed or could not be opened. */
            UNANSWERED,
            /** Any other response, which a correct client must never get. */
            WRONG
        }
    }

    void add(Outcome outcome) {
        all.add(outcome);
    }

    int count(Kind kind) {
        return (int) all.stream().filter(outcome -> outcome.kind() == kind).count();
    }

    /** Returns the count of each outcome other than success. */
    Map<String, Long> failures() {
        return all.stream()
                .filter(outcome -> outcome.kind() != Kind.ACKNOWLEDGED)
                .collect(Collectors.groupingBy(Outcome::what, TreeMap::new, Collectors.counting()));
    }

    /** Returns the outcomes between two moments. */
    Window between(long from, long to) {
        List<Outcome> inside = all.stream()
                .filter(outcome -> outcome.ended() >= from && outcome.ended() < to)
                .sorted(Comparator.comparingLong(Outcome::ended))
                .toList();
        return new Window(from, inside);
    }

    /** Outcomes after an event. */
    record Window(long from, List<Outcome> outcomes) {
        long count(Kind kind) {
            return outcomes.stream().filter(outcome -> outcome.kind() == kind).count();
        }

        /** Returns the time from the first failure to the last. */
        double failingSeconds() {
            List<Outcome> failed =
                    outcomes.stream().filter(o -> o.kind() != Kind.ACKNOWLEDGED).toList();
            return failed.isEmpty()
                    ? 0
                    : (failed.get(failed.size() - 1).ended() - failed.get(0).ended()) / 1e9;
        }

        /** Returns the longest time without any success. */
        double longestSilenceSeconds() {
            long last = from;
            long longest = 0;
            for (Outcome outcome : outcomes) {
                if (outcome.kind() == Kind.ACKNOWLEDGED) {
                    longest = Math.max(longest, outcome.ended() - last);
                    last = outcome.ended();
                }
            }
            return longest / 1e9;
        }

        double slowestSeconds() {
            return outcomes.stream()
                            .mapToLong(outcome -> outcome.ended() - outcome.sent())
                            .max()
                            .orElse(0)
                    / 1e9;
        }
    }
}
