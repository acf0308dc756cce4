package io.rollcall.server.http.overload;

import java.util.concurrent.atomic.AtomicLong;

/** Budget of output bytes in memory that clients have not taken yet. */
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

    /** Returns how many bytes are above the limit; zero or less within it. */
    long excess() {
        return pending.get() - max;
    }

    long pending() {
        return pending.get();
    }
}
