package io.rollcall.server.scim.bulk;

import io.rollcall.server.scim.bulk.BulkPlan.Part;
import io.rollcall.server.scim.bulk.BulkPlan.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;

/** Topological order of operations by their references, which keeps the given order as far as possible. */
final class BulkSequence {
    private final List<Set<Integer>> needs;
    private final List<List<Integer>> waiting = new ArrayList<>();
    private final PriorityQueue<Integer> ready = new PriorityQueue<>();
    private final TreeSet<Integer> left = new TreeSet<>();
    private final Set<Integer> begun = new HashSet<>();
    private final List<Step> steps = new ArrayList<>();

    /** @param needs positions that must come before each position */
    BulkSequence(List<Set<Integer>> needs) {
        this.needs = needs.stream().<Set<Integer>>map(HashSet::new).toList();
        needs.forEach(any -> waiting.add(new ArrayList<>()));
        for (int place = 0; place < needs.size(); place++) {
            int waits = place;
            needs.get(place).forEach(needed -> waiting.get(needed).add(waits));
            left.add(place);
            if (needs.get(place).isEmpty()) {
                ready.add(place);
            }
        }
    }

    List<Step> steps() {
        while (!left.isEmpty()) {
            if (ready.isEmpty()) {
                begin(firstOfACircle());
            } else {
                finish(ready.remove());
            }
        }
        return steps;
    }

    private void begin(int place) {
        begun.add(place);
        steps.add(new Step(place, Part.BEGINNING));
        release(place);
    }

    private void finish(int place) {
        left.remove(place);
        if (begun.contains(place)) {
            steps.add(new Step(place, Part.REST));
        } else {
            steps.add(new Step(place, Part.WHOLE));
            release(place);
        }
    }

    private void release(int made) {
        for (int waits : waiting.get(made)) {
            needs.get(waits).remove(made);
            if (needs.get(waits).isEmpty()) {
                ready.add(waits);
            }
        }
    }

    /** Returns an operation of a cycle. Following the needs of operations that are all blocked must lead to one. */
    private int firstOfACircle() {
        Set<Integer> path = new LinkedHashSet<>();
        int place = left.first();
        while (path.add(place)) {
            place = needs.get(place).iterator().next();
        }
        int entry = place;
        return path.stream()
                .dropWhile(passed -> passed != entry)
                .min(Integer::compare)
                .orElseThrow();
    }
}
