package io.rollcall.server.http.overload;

import io.rollcall.server.http.overload.EvictionQueue.Evictable.Origin;
import io.rollcall.server.http.overload.EvictionQueue.Evictable.Standing;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Open connections in eviction order: of the origins that have some without a known credential, those of the one with the most
 * connections first, and of these the one that has waited for its client for longest. Requests and responses change nothing here; a position is brought up to date when the
 * connection comes to the front, which is exact because connections only move back. Thread-safe.
 */
final class EvictionQueue<C extends EvictionQueue.Evictable> {
    /** Connections in use that are looked at before one of them is evicted, which bounds the time of an accept. */
    private static final int MAX_LOOKS = 32;

    private final Comparator<Position> order;
    private final Map<Origin, Group> groups = new HashMap<>();
    private final Map<C, Position> positions = new HashMap<>();
    private final TreeSet<Group> largestFirst;
    private final AtomicLong numbers = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();

    /** Closed connections that are still in the queue: the next thread that has the lock removes them. */
    private final Queue<C> closed = new ConcurrentLinkedQueue<>();

    EvictionQueue() {
        this(Position.ORDER);
    }

    EvictionQueue(Comparator<Position> order) {
        this.order = order;
        this.largestFirst = new TreeSet<>(Comparator.comparingInt(Group::rank)
                .thenComparing(Comparator.comparingInt(Group::count).reversed())
                .thenComparing(Group::first, order)
                .thenComparing(group -> group.origin.name()));
    }

    /** Place of a connection among those of its origin, as it last came to the front. */
    record Position(Standing standing, long waitsSince, long number) {
        static final Comparator<Position> ORDER = Comparator.comparing(Position::standing)
                .thenComparingLong(Position::waitsSince)
                .thenComparingLong(Position::number);

        private static final Position LAST = new Position(Standing.PROVEN, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /** The connections of one origin. */
    private final class Group {
        private final Origin origin;
        private final TreeMap<Position, C> queue = new TreeMap<>(order);
        private final AtomicInteger count = new AtomicInteger();

        /** Connections without a known credential that a search has set aside, since they do not wait. */
        private final Deque<C> strangersInWork = new ArrayDeque<>();

        private Group(Origin origin) {
            this.origin = origin;
        }

        /**
         * Trusted proxies stand for many clients, so others go before them; a client's only connection goes later, and those with
         * known credentials last: attackers may have any number of addresses.
         */
        private int rank() {
            return (hasStrangers() ? 0 : 4) + (count() > 1 ? 0 : 2) + (origin.trusted() ? 1 : 0);
        }

        private boolean hasStrangers() {
            return !strangersInWork.isEmpty() || first().standing() == Standing.STRANGER;
        }

        private int count() {
            return count.get();
        }

        private Position first() {
            return queue.isEmpty() ? Position.LAST : queue.firstKey();
        }
    }

    void add(C connection) {
        locked(() -> {
            put(connection);
            return true;
        });
    }

    private void put(C connection) {
        Position position = new Position(connection.standing(), connection.waitsSince(), numbers.incrementAndGet());
        positions.put(connection, position);
        change(connection.origin(), 1, group -> group.queue.put(position, connection));
    }

    /** Removes a closed connection, if it is there. It does not wait for other threads, as a search may take long. */
    void remove(C connection) {
        closed.add(connection);
        while (!closed.isEmpty() && lock.tryLock()) {
            try {
                removeClosed();
            } finally {
                lock.unlock();
            }
        }
    }

    private void removeClosed() {
        for (C connection = closed.poll(); connection != null; connection = closed.poll()) {
            take(connection);
        }
    }

    private <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            removeClosed();
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    private void take(C connection) {
        Position position = positions.remove(connection);
        if (position != null) {
            change(connection.origin(), -1, group -> group.queue.remove(position));
        }
    }

    /** Runs a change of the connection's origin, and puts it among the connections of the new one. */
    void regroup(C connection, Runnable change) {
        locked(() -> {
            boolean present = positions.containsKey(connection);
            take(connection);
            change.run();
            if (present) {
                put(connection);
            }
            return true;
        });
    }

    int count() {
        return locked(positions::size);
    }

    int count(Origin origin) {
        return locked(() -> countOf(origin));
    }

    private int countOf(Origin origin) {
        Group group = groups.get(origin);
        return group == null ? 0 : group.count();
    }

    /**
     * Returns whether an origin, which is not the only one, would have the most connections with one more.
     *
     * @param known whether it is a known network, which has too many only where there are no strangers
     */
    boolean hasMost(Origin origin, boolean known) {
        return locked(() -> !origin.trusted()
                && groups.size() > 1
                && countOf(origin) > 1
                && !(known && largestFirst.first().hasStrangers())
                && countOf(origin) + 1 >= largestFirst.first().count());
    }

    /**
     * Removes the connections that make room for a new one.
     *
     * @param arrival origin of the new one, counted as if it were open; it may have to give one of its own
     * @param known whether the new one is of a known network, so that strangers give way even in the middle of a request
     * @param needed how many have to go
     * @param more how many beyond these go if they are neither proven nor the only one of their origin that waits
     */
    List<C> evict(Optional<Origin> arrival, boolean known, int needed, int more) {
        return locked(() -> select(arrival, known, needed, more));
    }

    private List<C> select(Optional<Origin> arrival, boolean known, int needed, int more) {
        arrival.ifPresent(origin -> change(origin, 1, group -> {}));
        Selection selection = new Selection(arrival, known);
        try {
            return selection.take(needed, more);
        } finally {
            selection.putBack();
            arrival.ifPresent(origin -> change(origin, -1, group -> {}));
        }
    }

    /** Changes the group of an origin, which exists while it counts connections, and its place among the others. */
    private void change(Origin origin, int count, Consumer<Group> change) {
        Group group = groups.computeIfAbsent(origin, Group::new);
        largestFirst.remove(group);
        change.accept(group);
        if (group.count.addAndGet(count) > 0) {
            largestFirst.add(group);
        } else {
            groups.remove(origin);
        }
    }

    /** One search for connections that make room. */
    private final class Selection {
        private final Optional<Origin> arrival;
        private final boolean known;

        /** Connections that do not wait; they are not looked at again in this search. */
        private final List<C> inWork = new ArrayList<>();

        private Selection(Optional<Origin> arrival, boolean known) {
            this.arrival = arrival;
            this.known = known;
        }

        private List<C> take(int needed, int more) {
            List<C> victims = new ArrayList<>();
            Optional<C> next = next(needed > 0);
            while (next.isPresent()) {
                EvictionQueue.this.take(next.get());
                victims.add(next.get());
                next = victims.size() < needed + more ? next(victims.size() < needed) : Optional.empty();
            }
            return victims;
        }

        private Optional<C> next(boolean needed) {
            while (!largestFirst.isEmpty()) {
                Group group = largestFirst.first();
                boolean enough = inWork.size() >= MAX_LOOKS && !group.strangersInWork.isEmpty();
                if (group.queue.isEmpty() || enough) {
                    return needed ? fromWork(group) : Optional.empty();
                }
                C connection = group.queue.firstEntry().getValue();
                if (!connection.isWaiting()) {
                    setAside(group, connection);
                } else if (isUpToDate(group, connection)) {
                    boolean mayGo = needed || group.first().standing() != Standing.PROVEN && group.queue.size() > 1;
                    return mayGo ? Optional.of(connection) : Optional.empty();
                }
            }
            return Optional.empty();
        }

        private void setAside(Group group, C connection) {
            change(group.origin, 0, changed -> {
                changed.queue.pollFirstEntry();
                if (connection.standing() == Standing.STRANGER) {
                    changed.strangersInWork.add(connection);
                }
            });
            inWork.add(connection);
        }

        private boolean isUpToDate(Group group, C connection) {
            Position position = group.first();
            Position now = new Position(connection.standing(), connection.waitsSince(), position.number());
            if (now.equals(position)) {
                return true;
            }
            move(connection, now);
            return false;
        }

        /**
         * Evicts a connection in use only if no credential is known on it, and its origin has far more connections than the new
         * connection or this one is known.
         */
        private Optional<C> fromWork(Group group) {
            int others = arrival.map(EvictionQueue.this::countOf).orElse(1);
            if (group.origin.trusted() || !known && group.count() < 2 * others) {
                return Optional.empty();
            }
            Optional<C> first = Optional.ofNullable(group.strangersInWork.peek());
            change(group.origin, 0, changed -> changed.strangersInWork.poll());
            return first;
        }

        private void putBack() {
            long now = System.nanoTime();
            inWork.stream().filter(positions::containsKey).forEach(connection -> {
                change(connection.origin(), 0, group -> group.strangersInWork.clear());
                move(connection, new Position(connection.standing(), now, numbers.incrementAndGet()));
            });
        }
    }

    private void move(C connection, Position to) {
        Position from = positions.put(connection, to);
        change(connection.origin(), 0, group -> {
            group.queue.remove(from);
            group.queue.put(to, connection);
        });
    }

    /** A connection that may have to make room for another. */
    interface Evictable {
        /** Changes only within {@link #regroup}. */
        Origin origin();

        /** Whether its client is to act next: send the rest of a request, the next one, or read its response. */
        boolean isWaiting();

        /** Returns the standing of its client, which never falls. */
        Standing standing();

        /** Since when it waits if it does, by {@link System#nanoTime}; never earlier than it was before. */
        long waitsSince();

        /** Standing of a client, the lowest first. */
        enum Standing {
            STRANGER,
            /** Another connection of its network has carried a known credential. */
            OF_KNOWN_NETWORK,
            /** This connection has carried one. */
            PROVEN
        }

        /**
         * Clients whose connections are counted together.
         *
         * @param name a network, the address of a trusted proxy, or the holder of a credential
         * @param trusted whether it is a proxy that is trusted to stand for many clients
         */
        record Origin(String name, boolean trusted) {}
    }
}
