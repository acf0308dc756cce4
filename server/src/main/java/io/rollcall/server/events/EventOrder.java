package io.rollcall.server.events;

import io.rollcall.server.events.SequencerMapper.Waiting;
import io.rollcall.server.kernel.OrganizationId;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Order of a batch of events: by their ids, which begin with the time. Events of one subject take their places in the order of
 * their versions, since the clocks of two servers may differ.
 */
final class EventOrder {
    private static final Comparator<Waiting> BY_VERSION =
            Comparator.comparingInt(Waiting::version).thenComparing(Waiting::id);

    private EventOrder() {}

    private record Subject(OrganizationId organization, String id) {
        static Subject of(Waiting event) {
            return new Subject(event.organization(), event.subject());
        }
    }

    /** Returns the events without duplicates, in order. */
    static List<Waiting> sorted(Collection<Waiting> events) {
        Map<String, Waiting> byId = new TreeMap<>();
        events.forEach(event -> byId.put(event.id(), event));
        Map<Subject, Deque<Waiting>> bySubject = new LinkedHashMap<>();
        byId.values().stream().sorted(BY_VERSION).forEach(event -> bySubject
                .computeIfAbsent(Subject.of(event), subject -> new ArrayDeque<>())
                .add(event));
        return byId.values().stream()
                .map(event -> bySubject.get(Subject.of(event)).remove())
                .toList();
    }
}
