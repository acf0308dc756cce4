package io.rollcall.server.audit.chain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Findings of one chain, at most a hundred: more say nothing new. */
final class Findings {
    private static final int MAX = 100;
    private static final Comparator<Finding> ORDER =
            Comparator.comparingLong(finding -> finding.position() < 0 ? Long.MAX_VALUE : finding.position());

    private final List<Finding> found = new ArrayList<>();

    void add(Finding.Kind kind, long position, UUID entry) {
        add(new Finding(kind, position, Optional.of(entry)));
    }

    void add(Finding finding) {
        if (found.size() < MAX) {
            found.add(finding);
        }
    }

    List<Finding> inOrder() {
        return found.stream().sorted(ORDER).toList();
    }
}
