package io.rollcall.server.http.overload;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Workers in use, in total and by caller. The last few free ones, an eighth of all, are kept for callers that use less than
 * an even share: a caller that sends slow requests never holds all workers, and another one gets its first at once.
 */
final class WorkerShares {
    private static final int SHARE_RESERVED = 8;

    /** With fewer workers, a single caller would lose too much of them. */
    private static final int LEAST_WITH_RESERVE = 4;

    private final int workers;
    private final int reserved;
    private final Map<String, Integer> inUse = new HashMap<>();
    private final AtomicInteger total = new AtomicInteger();

    WorkerShares(int workers) {
        this.workers = workers;
        this.reserved = workers < LEAST_WITH_RESERVE ? 0 : Math.max(1, workers / SHARE_RESERVED);
    }

    /** Takes a worker for a caller, or returns false if the caller has to wait until one is given back. */
    synchronized boolean take(String caller) {
        int own = inUse.getOrDefault(caller, 0);
        if (workers - total.get() <= reserved && !isBelowEvenShare(own)) {
            return false;
        }
        inUse.put(caller, own + 1);
        total.incrementAndGet();
        return true;
    }

    private boolean isBelowEvenShare(int own) {
        int others = inUse.size() - (own > 0 ? 1 : 0);
        return reserved == 0 || own < Math.max(1, workers / (others + 2));
    }

    synchronized void giveBack(String caller) {
        inUse.computeIfPresent(caller, (any, own) -> own > 1 ? own - 1 : null);
        total.decrementAndGet();
    }
}
