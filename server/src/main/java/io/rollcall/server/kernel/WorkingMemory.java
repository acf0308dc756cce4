package io.rollcall.server.kernel;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Budget of heap bytes for large texts in concurrent requests. A request reserves memory for its thread and releases it at its
 * end. The requests of one caller hold at most half of it together, so that others always find room. A lone request may exceed the
 * budget, but texts of one request never exceed {@code maxOfOne}. Threads without a request, such as commands, have no limit.
 */
public final class WorkingMemory {
    /** Shorter texts are not counted: one for each worker fits into the heap beside the budget. */
    public static final int SMALL = 32_768;

    /** Bytes for each character of a text: row, response and compressed output, with up to three bytes per character. */
    private static final int COPIES = 6;

    /** Bytes for each character of JSON: an object of eight characters takes two hundred bytes as a tree. */
    private static final int TREES = 32;

    private static final int SHARE_OF_HEAP = 4;
    private static final int SHARE_OF_ONE = 2;

    private final long max;
    private final long maxOfOne;
    private final AtomicLong reserved = new AtomicLong();
    private final ThreadLocal<Own> own = new ThreadLocal<>();

    /** Reserved bytes by caller; only callers that hold some. */
    private final Map<String, Long> byCaller = new HashMap<>();

    /** Bytes that the current thread's request holds. @param caller empty if it has no share of its own */
    private record Own(String caller, long held) {}

    /** @param max in bytes */
    public WorkingMemory(long max) {
        this(max, Long.MAX_VALUE);
    }

    /** @param max in bytes @param maxOfOne bytes for the texts of a request that runs alone */
    WorkingMemory(long max, long maxOfOne) {
        this.max = max;
        this.maxOfOne = maxOfOne;
    }

    /** Returns a budget of a quarter of the heap, of which a lone request may take twice as much. */
    public static WorkingMemory ofHeap() {
        long heap = Runtime.getRuntime().maxMemory();
        return new WorkingMemory(heap / SHARE_OF_HEAP, heap / SHARE_OF_ONE);
    }

    /** Begins the accounting of the current thread's request. */
    public void begin() {
        begin("");
    }

    /** Begins the accounting of the current thread's request. @param caller the one to whose share it counts */
    public void begin(String caller) {
        own.set(new Own(caller, 0));
    }

    /** Releases all that the current thread's request has reserved. */
    public void end() {
        giveBackTo(0);
        own.remove();
    }

    /** Runs a part of a request, then releases the memory that the part reserved. */
    public <T> T during(Supplier<T> part) {
        Own before = own.get();
        try {
            return part.get();
        } finally {
            giveBackTo(before == null ? 0 : before.held());
        }
    }

    private void giveBackTo(long before) {
        Own now = own.get();
        if (now != null && now.held() > before) {
            reserved.addAndGet(before - now.held());
            add(now.caller(), before - now.held());
            own.set(new Own(now.caller(), before));
        }
    }

    private void add(String caller, long bytes) {
        synchronized (byCaller) {
            byCaller.merge(caller, bytes, (held, more) -> held + more == 0 ? null : Long.valueOf(held + more));
        }
    }

    /** Reserves memory for a text in a response. @return whether there was enough */
    public boolean hasRoomForText(long length) {
        return length < SMALL || tryReserve(length * COPIES, maxOfOne);
    }

    /** Reserves memory to parse JSON. @return whether there was enough */
    public boolean hasRoomForJson(long length) {
        return length < SMALL || tryReserve(length * TREES, Long.MAX_VALUE);
    }

    /** @throws Refusal BUSY if other requests hold too much, INVALID if this one alone has too many texts */
    public void reserveText(long length) {
        Own now = own.get();
        if (now != null && exceeds(now, length * COPIES, maxOfOne)) {
            throw Refusal.invalid(
                    "The response would take more memory than the server has for one request. Request fewer"
                            + " resources at once, or leave large attributes out with excludedAttributes.");
        }
        require(hasRoomForText(length));
    }

    private static boolean exceeds(Own own, long more, long most) {
        return own.held() + more > most;
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
        return Refusal.busy(
                "The server is busy with other large requests, or this one alone is too large. Send it again in a"
                        + " moment; if that does not help, request fewer resources or attributes at once.");
    }

    /** A lone request may exceed the budget: otherwise one that is larger would be refused forever. */
    private boolean tryReserve(long bytes, long mostOfOne) {
        Own now = own.get();
        if (now == null) {
            return true;
        }
        if (exceeds(now, bytes, mostOfOne)) {
            return false;
        }
        synchronized (byCaller) {
            if (!fits(reserved.get(), now.held(), bytes, max) || !isWithinShare(now, bytes)) {
                return false;
            }
            reserved.addAndGet(bytes);
            add(now.caller(), bytes);
        }
        own.set(new Own(now.caller(), now.held() + bytes));
        return true;
    }

    private boolean isWithinShare(Own now, long bytes) {
        return now.caller().isEmpty() || fits(byCaller.getOrDefault(now.caller(), 0L), now.held(), bytes, max / 2);
    }

    /** Returns whether more bytes fit beside those of other requests. @param held all bytes; {@code mine} those of this request */
    private static boolean fits(long held, long mine, long more, long max) {
        return held <= mine || held + more <= max;
    }

    /** Returns the number of reserved bytes. */
    public long reserved() {
        return reserved.get();
    }
}
