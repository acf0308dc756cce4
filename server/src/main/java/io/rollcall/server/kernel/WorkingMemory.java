package io.rollcall.server.kernel;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Budget of heap bytes for large texts in concurrent requests. A request reserves memory for its thread and releases it at its
 * end. Threads without a request, such as commands, have no limit.
 */
public final class WorkingMemory {
    /** Shorter texts are not counted: one for each worker fits into the heap beside the budget. */
    public static final int SMALL = 32_768;

    /** Bytes for each character of a text: row, response and compressed output, with up to three bytes per character. */
    private static final int COPIES = 6;

    /** Bytes for each character of JSON: an object of eight characters takes two hundred bytes as a tree. */
    private static final int TREES = 32;

    private static final int SHARE_OF_HEAP = 4;

    private final long max;
    private final AtomicLong reserved = new AtomicLong();
    private final ThreadLocal<Long> own = new ThreadLocal<>();

    /** @param max in bytes */
    public WorkingMemory(long max) {
        this.max = max;
    }

    /** Returns a budget of a quarter of the heap. */
    public static WorkingMemory ofHeap() {
        return new WorkingMemory(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    }

    /** Begins the accounting of the current thread's request. */
    public void begin() {
        own.set(0L);
    }

    /** Releases all that the current thread's request has reserved. */
    public void end() {
        giveBackTo(0);
        own.remove();
    }

    /** Runs a part of a request, then releases the memory that the part reserved. */
    public <T> T during(Supplier<T> part) {
        Long before = own.get();
        try {
            return part.get();
        } finally {
            giveBackTo(before == null ? 0 : before);
        }
    }

    private void giveBackTo(long before) {
        Long now = own.get();
        if (now != null && now > before) {
            reserved.addAndGet(before - now);
            own.set(before);
        }
    }

    /** Reserves memory for a text in a response. @return whether there was enough */
    public boolean hasRoomForText(long length) {
        return length < SMALL || tryReserve(length * COPIES);
    }

    /** Reserves memory to parse JSON. @return whether there was enough */
    public boolean hasRoomForJson(long length) {
        return length < SMALL || tryReserve(length * TREES);
    }

    /** @throws Refusal BUSY if other requests hold too much */
    public void reserveText(long length) {
        require(hasRoomForText(length));
    }

    /** @throws Refusal BUSY if other requests hold too much */
    public void reserveJson(long length) {
        require(hasRoomForJson(length));
    }

    private static void require(boolean room) {
        if (!room) {
            throw busy();
        }
    }

    /** Returns the refusal of a request for which there is not enough memory now. */
    public static Refusal busy() {
        return Refusal.busy("The server is busy with other large requests. Send the same request again in a moment.");
    }

    /** A lone request always succeeds: otherwise one larger than the budget would be refused forever. */
    private boolean tryReserve(long bytes) {
        Long held = own.get();
        if (held == null) {
            return true;
        }
        long before = reserved.getAndAdd(bytes);
        if (before > held && before + bytes > max) {
            reserved.addAndGet(-bytes);
            return false;
        }
        own.set(held + bytes);
        return true;
    }

    /** Returns the number of reserved bytes. */
    public long reserved() {
        return reserved.get();
    }
}
