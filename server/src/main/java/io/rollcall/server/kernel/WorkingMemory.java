package io.rollcall.server.kernel;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Budget of heap bytes for large texts that requests hold or parse at the same time. The current thread's request reserves
 * from it, and gives all back at its end. Threads without a request, such as commands, have no limit.
 */
public final class WorkingMemory {
    /** Shorter texts are not counted: as many as there are workers fit beside the budget. */
    public static final int SMALL = 32_768;

    /** Row, response and compressed pieces, for texts with two or three bytes a character too. */
    private static final int COPIES = 6;

    /** An object in JSON may have eight characters, and takes two hundred bytes as a tree. */
    private static final int TREES = 32;

    private static final int SHARE_OF_HEAP = 4;

    private final long max;
    private final AtomicLong reserved = new AtomicLong();
    private final ThreadLocal<Long> own = new ThreadLocal<>();

    /** @param max in bytes */
    public WorkingMemory(long max) {
        this.max = max;
    }

    /** A quarter of the heap. */
    public static WorkingMemory ofHeap() {
        return new WorkingMemory(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    }

    /** The current thread begins a request. */
    public void begin() {
        own.set(0L);
    }

    /** The current thread's request ends. */
    public void end() {
        giveBackTo(0);
        own.remove();
    }

    /** Runs a part of a request, and gives back at its end what the part reserved. */
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

    /** Reserves memory to answer with a text. @return whether there is any */
    public boolean hasRoomForText(long length) {
        return length < SMALL || tryReserve(length * COPIES);
    }

    /** Reserves memory to parse JSON. @return whether there is any */
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

    /** The refusal of a request for which there is no memory now. */
    public static Refusal busy() {
        return Refusal.busy("The server is busy with other large requests. Send the same request again in a moment.");
    }

    /** A lone request always gets the memory it needs, so that none is refused every time. */
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

    /** The bytes that are reserved now. */
    public long reserved() {
        return reserved.get();
    }
}
