package io.rollcall.server.transfer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts what becomes of the lines, while several threads import them. */
final class ImportTally {
    private static final int PROBLEMS_KEPT = 20;

    private final Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
    private final List<LineProblem> problems = new ArrayList<>();

    /** What becomes of a line. */
    enum Outcome {
        CREATED,
        CHANGED,
        UNCHANGED,
        REFUSED
    }

    synchronized void add(Outcome outcome) {
        counts.merge(outcome, 1L, Long::sum);
    }

    synchronized void add(LineProblem problem) {
        add(Outcome.REFUSED);
        problems.add(problem);
        problems.sort(Comparator.comparingLong(LineProblem::line));
        if (problems.size() > PROBLEMS_KEPT) {
            problems.remove(PROBLEMS_KEPT);
        }
    }

    synchronized ImportReport report() {
        return new ImportReport(
                count(Outcome.CREATED),
                count(Outcome.CHANGED),
                count(Outcome.UNCHANGED),
                count(Outcome.REFUSED),
                problems);
    }

    private long count(Outcome outcome) {
        return counts.getOrDefault(outcome, 0L);
    }
}
