package io.rollcall.server.http.overload;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Queue that takes turns between callers, such as networks: many elements of one delay only its own. Elements of one caller keep
 * their order. Every second turn is for known callers, however many others there are. Thread-safe.
 */
public final class FairQueue<E> {
    private final Line<E> known = new Line<>();
    private final Line<E> others = new Line<>();
    private final AtomicInteger size = new AtomicInteger();
    private final AtomicInteger turns = new AtomicInteger();

    /** @param isKnown whether the caller has every second turn, together with other known ones */
    public synchronized void add(String caller, boolean isKnown, E element) {
        (isKnown ? known : others).add(caller, element);
        size.incrementAndGet();
    }

    /** Removes the next element; empty if there is none. */
    public Optional<E> poll() {
        return poll(caller -> true);
    }

    /** Removes the next element of the first caller that is accepted; empty if there is none. */
    synchronized Optional<E> poll(Predicate<String> accepted) {
        Line<E> first = turns.incrementAndGet() % 2 == 0 ? others : known;
        Line<E> second = first == known ? others : known;
        Optional<E> next = first.poll(accepted).or(() -> second.poll(accepted));
        next.ifPresent(element -> size.decrementAndGet());
        return next;
    }

    /** Removes the elements of each caller up to the first that does not match. */
    public synchronized List<E> removeFirst(Predicate<E> condition) {
        return removed(Stream.of(known, others)
                .flatMap(line -> line.removeFirst(condition).stream())
                .toList());
    }

    /** Removes all elements that match. */
    public synchronized List<E> removeAll(Predicate<E> condition) {
        return removed(Stream.of(known, others)
                .flatMap(line -> line.removeAll(condition).stream())
                .toList());
    }

    private List<E> removed(List<E> elements) {
        size.addAndGet(-elements.size());
        return elements;
    }

    /** Takes no lock. */
    public boolean isEmpty() {
        return size() == 0;
    }

    /** Takes no lock. */
    int size() {
        return size.get();
    }

    private static final class Line<E> {
        /** The caller at the front is next. */
        private final Map<String, Queue<E>> byCaller = new LinkedHashMap<>();

        void add(String caller, E element) {
            byCaller.computeIfAbsent(caller, first -> new ArrayDeque<>()).add(element);
        }

        Optional<E> poll(Predicate<String> accepted) {
            Iterator<Map.Entry<String, Queue<E>>> callers = byCaller.entrySet().iterator();
            while (callers.hasNext()) {
                Map.Entry<String, Queue<E>> next = callers.next();
                String caller = next.getKey();
                if (accepted.test(caller)) {
                    Queue<E> elements = next.getValue();
                    callers.remove();
                    E element = elements.remove();
                    if (!elements.isEmpty()) {
                        byCaller.put(caller, elements);
                    }
                    return Optional.of(element);
                }
            }
            return Optional.empty();
        }

        List<E> removeFirst(Predicate<E> condition) {
            List<E> removed = new ArrayList<>();
            for (Queue<E> elements : byCaller.values()) {
                while (!elements.isEmpty() && condition.test(elements.peek())) {
                    removed.add(elements.remove());
                }
            }
            byCaller.values().removeIf(Queue::isEmpty);
            return removed;
        }

        List<E> removeAll(Predicate<E> condition) {
            List<E> removed = new ArrayList<>();
            for (Queue<E> elements : byCaller.values()) {
                elements.removeIf(element -> condition.test(element) && removed.add(element));
            }
            byCaller.values().removeIf(Queue::isEmpty);
            return removed;
        }
    }
}
