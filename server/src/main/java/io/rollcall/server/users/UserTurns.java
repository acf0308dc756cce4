package io.rollcall.server.users;

import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.UserId;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Queues of concurrent changes, one per user. A waiting change holds no connection and no lock in the database.
 */
final class UserTurns {
    /** Maximum length of the queue of a user with expensive changes, including the running one. */
    static final int MAX_OF_EXPENSIVE = 3;

    private final Duration maxWait;
    private final ConcurrentMap<Key, Turn> turns = new ConcurrentHashMap<>();

    /** @param maxWait time after which a waiting change is refused */
    UserTurns(Duration maxWait) {
        this.maxWait = maxWait;
    }

    private record Key(OrganizationId organizationId, UserId id) {}

    /** A user's queue, removed when it is empty. */
    static final class Turn {
        private final Semaphore free = new Semaphore(1, true);
        private final AtomicInteger members = new AtomicInteger();
        private final AtomicBoolean expensive = new AtomicBoolean();

        /** Marks the queue as one of expensive changes. */
        void expensive() {
            expensive.set(true);
        }
    }

    /** Work that runs alone for its user. */
    @FunctionalInterface
    interface Work<T> {
        T run(Turn turn);
    }

    /** Returns the number of the user's changes that run or wait. */
    int count(OrganizationId organizationId, UserId id) {
        if (turns.isEmpty()) {
            return 0;
        }
        Turn turn = turns.get(new Key(organizationId, id));
        return turn == null ? 0 : turn.members.get();
    }

    /**
     * Runs the work when no other work for the same user is running on this server.
     *
     * @throws Refusal TOO_MANY if it waited too long, or the queue is full
     */
    <T> T run(OrganizationId organizationId, UserId id, Work<T> work) {
        Key key = new Key(organizationId, id);
        Turn turn = turns.compute(key, (same, present) -> entered(present == null ? new Turn() : present));
        try {
            if (!await(turn)) {
                throw refused();
            }
            try {
                return work.run(turn);
            } finally {
                turn.free.release();
            }
        } finally {
            turns.computeIfPresent(key, (same, present) -> present.members.decrementAndGet() == 0 ? null : present);
        }
    }

    private static Turn entered(Turn turn) {
        if (turn.expensive.get() && turn.members.get() >= MAX_OF_EXPENSIVE) {
            throw refused();
        }
        turn.members.incrementAndGet();
        return turn;
    }

    private boolean await(Turn turn) {
        try {
            return turn.free.tryAcquire(maxWait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static Refusal refused() {
        return Refusal.tooMany("The user is being changed by many requests at once; try again in a moment.");
    }
}
