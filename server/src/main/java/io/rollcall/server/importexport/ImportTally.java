package io.rollcall.server.importexport;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Thread-safe counter of the outcomes of lines. */
final class ImportTally {
    private static final int PROBLEMS_KEPT = 20;

    private final Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
    private final List<ImportReport.Problem> problems = new ArrayList<>();
    private final List<ImportReport.Problem> skippedManagers = new ArrayList<>();

    /** Result of a line, or of the manager in it. */
    enum Outcome {
        CREATED,
        CHANGED,
        UNCHANGED,
        REFUSED,
        MANAGER_MAPPED,
        MANAGER_SKIPPED
    }

    synchronized void add(Outcome outcome) {
        counts.merge(outcome, 1L, Long::sum);
    }

    synchronized void add(ImportReport.Problem problem) {
        add(Outcome.REFUSED);
        keepFirst(problems, problem);
    }

    synchronized void addSkippedManager(ImportReport.Problem problem) {
        add(Outcome.MANAGER_SKIPPED);
        keepFirst(skippedManagers, problem);
    }

    private static void keepFirst(List<ImportReport.Problem> kept, ImportReport.Problem problem) {
        kept.add(problem);
        kept.sort(Comparator.comparingLong(ImportReport.Problem::line));
        if (kept.size() > PROBLEMS_KEPT) {
            kept.remove(PROBLEMS_KEPT);
        }
    }

    synchronized ImportReport report() {
        return new ImportReport(
                count(Outcome.CREATED),
                count(Outcome.CHANGED),
                count(Outcome.UNCHANGED),
                count(Outcome.REFUSED),
                problems,
                count(Outcome.MANAGER_MAPPED),
                count(Outcome.MANAGER_SKIPPED),
                skippedManagers);
    }

    private long count(Outcome outcome) {
        return counts.getOrDefault(outcome, 0L);
    }
}
