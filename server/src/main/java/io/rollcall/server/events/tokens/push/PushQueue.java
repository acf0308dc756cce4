package io.rollcall.server.events.tokens.push;

import io.rollcall.server.events.tokens.PushToken;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;

/** Tokens of one stream that wait to be pushed, in a line for each user. Used by one thread. */
final class PushQueue {
    private final Map<String, Line> lines = new HashMap<>();
    private final Deque<Line> ready = new ArrayDeque<>();
    private final PriorityQueue<Line> failed =
            new PriorityQueue<>(Comparator.comparing(line -> line.first().due()));
    private final Set<String> verifications = new HashSet<>();
    private final NavigableSet<Long> outstanding = new TreeSet<>();

    /** Positions after the first outstanding one whose tokens are done. */
    private final NavigableSet<Long> later;

    private final AtomicLong end;

    /** @param position up to which no token waits @param acknowledged positions after it whose tokens do not wait */
    PushQueue(long position, Collection<Long> acknowledged) {
        this.end = new AtomicLong(position);
        this.later = new TreeSet<>(acknowledged);
    }

    /**
     * Token in its line.
     *
     * @param begun when it was attempted first
     * @param due when it may be attempted again
     */
    record Item(PushToken token, Optional<Instant> begun, Instant due) {}

    private record Line(String key, Deque<Item> items) {
        Item first() {
            return items.getFirst();
        }

        void replaceFirst(Item item) {
            items.removeFirst();
            items.addFirst(item);
        }

        void forgetEvents() {
            for (int count = items.size(); count > 0; count--) {
                Item item = items.removeFirst();
                items.addLast(new Item(item.token().withoutEvent(), item.begun(), item.due()));
            }
        }
    }

    /** Adds a token, unless it is done or waits already. */
    void add(PushToken token) {
        if (token.isVerification() ? !verifications.add(token.id()) : later.contains(token.position())) {
            return;
        }
        if (!token.isVerification()) {
            outstanding.add(token.position());
        }
        Line line = lines.computeIfAbsent(token.line(), key -> new Line(key, new ArrayDeque<>()));
        line.items().addLast(new Item(token, Optional.empty(), Instant.EPOCH));
        if (line.items().size() == 1) {
            ready.addLast(line);
        }
    }

    /** Notes that the tokens of all events up to a position were added. */
    void readTo(long position) {
        end.set(position);
        forgetPassed();
    }

    /** Returns the position up to which events were read. */
    long end() {
        return end.get();
    }

    /** Returns the position up to which no token waits. */
    long position() {
        return outstanding.isEmpty() ? end.get() : outstanding.first() - 1;
    }

    /** Returns the number of tokens of events that wait. */
    int waiting() {
        return outstanding.size();
    }

    /** Returns the number of tokens since the first that waits: those that wait, and those that are done out of turn. */
    int span() {
        return outstanding.size() + later.size();
    }

    /** Returns the token to attempt next, and keeps its line back until one of the methods below is called. */
    Optional<Item> next(Instant now) {
        Line due = failed.peek();
        if (due != null && !due.first().due().isAfter(now)) {
            return Optional.of(failed.remove().first());
        }
        return Optional.ofNullable(ready.pollFirst()).map(Line::first);
    }

    /** Puts a token back whose request was not made. */
    void release(Item item) {
        ready.addFirst(lines.get(item.token().line()));
    }

    /** Removes a token that is done; the next one of its line is ready. */
    void remove(Item item) {
        PushToken token = item.token();
        Line line = lines.get(token.line());
        line.items().removeFirst();
        if (!token.isVerification()) {
            outstanding.remove(token.position());
            later.add(token.position());
            forgetPassed();
        }
        if (line.items().isEmpty()) {
            lines.remove(line.key());
        } else {
            ready.addLast(line);
        }
    }

    private void forgetPassed() {
        later.headSet(position(), true).clear();
    }

    /** Puts a failed token back until its next attempt. */
    void putBack(Item item, Instant begun, Instant due) {
        Line line = lines.get(item.token().line());
        line.replaceFirst(new Item(item.token(), Optional.of(begun), due));
        failed.add(line);
    }

    /** Forgets verifications that are done and recorded, so that none is added again before. */
    void forgetVerifications(Collection<String> ids) {
        verifications.removeAll(Set.copyOf(ids));
    }

    /** Forgets the events of all tokens; see {@link PushToken#withoutEvent}. */
    void forgetEvents() {
        lines.values().forEach(Line::forgetEvents);
    }

    /** Makes all failed tokens due, as the receiver has recovered. */
    void hurry() {
        ready.addAll(failed);
        failed.clear();
    }
}
