package io.rollcall.reliability;

import java.util.ArrayList;
import java.util.List;

/** Differences between stored and acknowledged data; all counts should be zero. */
final class Findings {
    private final List<String> lost = new ArrayList<>();
    private final List<String> duplicates = new ArrayList<>();
    private final List<String> halves = new ArrayList<>();

    void lost(String what) {
        lost.add(what);
    }

    void duplicate(String what) {
        duplicates.add(what);
    }

    void half(String what) {
        halves.add(what);
    }

    boolean isEmpty() {
        return lost.isEmpty() && duplicates.isEmpty() && halves.isEmpty();
    }

    /** Prints details for the analysis. */
    void print() {
        lost.forEach(what -> System.out.println("  LOST       " + what));
        duplicates.forEach(what -> System.out.println("  DUPLICATE  " + what));
        halves.forEach(what -> System.out.println("  HALF       " + what));
    }

    @Override
    public String toString() {
        return "lost " + lost.size() + ", duplicates " + duplicates.size() + ", half-written " + halves.size();
    }
}
