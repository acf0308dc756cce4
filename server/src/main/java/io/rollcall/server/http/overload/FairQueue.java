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

/**
 * Queue that takes turns between networks: many elements of one network delay only its own. Elements of one network keep
 * their order. Thread-safe.
 */
public final class FairQueue<E> {
    /** The network at the front is next. */
    private final Map<String, Queue<E>> byNetwork = new LinkedHashMap<>();

    private final AtomicInteger size = new AtomicInteger();

    public synchronized void add(String network, E element) {
        byNetwork.computeIfAbsent(network, first -> new ArrayDeque<>()).add(element);
        size.incrementAndGet();
    }

    /** Removes the next element; empty if there is none. */
    public Optional<E> poll() {
        return poll(network -> true);
    }

    /** Removes the next element of the first network that is accepted; empty if there is none. */
    synchronized Optional<E> poll(Predicate<String> accepted) {
        Iterator<Map.Entry<String, Queue<E>>> networks = byNetwork.entrySet().iterator();
        while (networks.hasNext()) {
            Map.Entry<String, Queue<E>> next = networks.next();
            String network = next.getKey();
            if (accepted.test(network)) {
                Queue<E> elements = next.getValue();
                networks.remove();
                E element = elements.remove();
                if (!elements.isEmpty()) {
                    byNetwork.put(network, elements);
                }
                size.decrementAndGet();
                return Optional.of(element);
            }
        }
        return Optional.empty();
    }

    /** Removes the elements of each network up to the first that does not match. */
    public synchronized List<E> removeFirst(Predicate<E> condition) {
        List<E> removed = new ArrayList<>();
        for (Queue<E> elements : byNetwork.values()) {
            while (!elements.isEmpty() && condition.test(elements.peek())) {
                removed.add(elements.remove());
            }
        }
        byNetwork.values().removeIf(Queue::isEmpty);
        size.addAndGet(-removed.size());
        return removed;
    }

    /** Removes all elements that match. */
    public synchronized List<E> removeAll(Predicate<E> condition) {
        List<E> removed = new ArrayList<>();
        for (Queue<E> elements : byNetwork.values()) {
            elements.removeIf(element -> condition.test(element) && removed.add(element));
        }
        byNetwork.values().removeIf(Queue::isEmpty);
        size.addAndGet(-removed.size());
        return removed;
    }

    /** Takes no lock. */
    public boolean isEmpty() {
        return size() == 0;
    }

    /** Takes no lock. */
    int size() {
        return size.get();
    }
}
