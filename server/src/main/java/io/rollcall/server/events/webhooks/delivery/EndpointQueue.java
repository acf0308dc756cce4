package io.rollcall.server.events.webhooks.delivery;

import io.rollcall.server.events.LoggedEvent;
import io.rollcall.server.events.webhooks.Delivery;
import io.rollcall.server.events.webhooks.delivery.Line.Item;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Events that wait to be delivered to one endpoint, in a line for each subject. Used by one thread.
 *
 * <p>An event without a row in the database is outstanding: the endpoint's position stays below it, so another server that takes
 * over reads it again.
 */
final class EndpointQueue {
    private final Map<String, Line> lines = new HashMap<>();
    private final Deque<Line> ready = new ArrayDeque<>();
    private final PriorityQueue<Line> waiting =
            new PriorityQueue<>(Comparator.comparing(line -> line.first().due()));
    private final NavigableSet<Long> outstanding = new TreeSet<>();
    private final AtomicInteger stored = new AtomicInteger();
    private final AtomicLong length = new AtomicLong();
    private final AtomicLong end;

    /** @param pending stored deliveries in the order of their events @param position up to which events were read */
    EndpointQueue(List<Delivery> pending, long position) {
        this.end = new AtomicLong(position);
        pending.forEach(delivery -> line(delivery).add(new Item(delivery.withoutAttempt(), Optional.empty(), true)));
        waiting.addAll(lines.values());
        stored.set(pending.size());
    }

    private Line line(Delivery delivery) {
        return lines.computeIfAbsent(delivery.line(), Line::new);
    }

    /**
     * Adds the next event of the log.
     *
     * @param kept whether the event stays in memory; otherwise it is read again
     * @return whether its delivery must be stored, since it waits behind a failed one
     */
    boolean add(LoggedEvent event, Delivery delivery, boolean kept) {
        Line line = line(delivery);
        if (line.isBlocked()) {
            line.add(new Item(delivery, Optional.empty(), true));
            stored.incrementAndGet();
            return true;
        }
        if (line.isEmpty()) {
            ready.addLast(line);
        }
        Item item = new Item(delivery, Optional.of(event).filter(any -> kept), false);
        line.add(item);
        length.addAndGet(item.length());
        outstanding.add(event.position());
        return false;
    }

    /** Notes that all events up to a position were added, or are not selected. */
    void readTo(long position) {
        end.set(position);
    }

    /** Returns the position up to which events were read. */
    long end() {
        return end.get();
    }

    /** Returns the position up to which no event is outstanding. */
    long position() {
        return outstanding.isEmpty() ? end.get() : outstanding.first() - 1;
    }

    /** Returns the number of events that have no row. */
    int outstanding() {
        return outstanding.size();
    }

    /** Returns the number of characters of the events in memory. */
    long length() {
        return length.get();
    }

    /** Returns the number of stored deliveries that wait. */
    int stored() {
        return stored.get();
    }

    /** Returns the delivery to attempt next, and keeps its line back until one of the methods below is called. */
    Optional<Item> next(Instant now) {
        Line due = waiting.peek();
        if (due != null && !due.first().due().isAfter(now)) {
            return Optional.of(waiting.remove().first());
        }
        return Optional.ofNullable(ready.pollFirst()).map(Line::first);
    }

    /** Puts a delivery back whose attempt did not begin. */
    void release(Item item) {
        ready.addFirst(lines.get(item.delivery().line()));
    }

    /** Removes a delivery that is done, or given up; the next one of its line is ready. */
    void remove(Item item) {
        Line line = lines.get(item.delivery().line());
        line.removeFirst();
        done(item);
        if (line.isEmpty()) {
            lines.remove(line.key());
        } else {
            ready.addLast(line);
        }
    }

    private void done(Item item) {
        if (item.stored()) {
            stored.decrementAndGet();
        } else {
            outstanding.remove(item.delivery().position());
            length.addAndGet(-item.length());
        }
    }

    /**
     * Puts a failed delivery back until its next attempt.
     *
     * @param failed the delivery after the attempt
     * @return the deliveries to be stored: the failed one, and those that now wait behind it
     */
    List<Delivery> putBack(Item item, Delivery failed) {
        Line line = lines.get(item.delivery().line());
        List<Delivery> changed = new ArrayList<>(List.of(failed));
        line.replaceFirst(new Item(failed.withoutAttempt(), Optional.empty(), true));
        if (!item.stored()) {
            hold(item);
        }
        line.holdAll().forEach(behind -> {
            hold(behind);
            changed.add(behind.delivery());
        });
        waiting.add(line);
        return changed;
    }

    private void hold(Item item) {
        outstanding.remove(item.delivery().position());
        length.addAndGet(-item.length());
        stored.incrementAndGet();
    }

    /** Makes all failed deliveries due, as the endpoint has recovered. */
    void hurry() {
        ready.addAll(waiting);
        waiting.clear();
    }
}
