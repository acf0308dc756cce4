package io.rollcall.server.http.overload;

import java.util.concurrent.atomic.AtomicLong;

/** Count of the output bytes in memory that no client has taken yet, against the most that there may be. */
final class OutputBudget {
    private final AtomicLong pending = new AtomicLong();
    private final long max;

    OutputBudget(long max) {
        this.max = max;
    }

    /** @param bytes negative for those that are sent or dropped */
    void add(long bytes) {
        pending.addAndGet(bytes);
    }

    boolean hasRoomFor(long bytes) {
        return pending.get() + bytes <= max;
    }

    /** The number of bytes that have to go until the budget is kept; zero or less while it is. */
    long excess() {
        return pending.get() - max;
    }

    long pending() {
        return pending.get();
    }
}
