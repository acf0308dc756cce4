package io.rollcall.server.http.overload;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Places that requests hold, in total and by caller: a known credential, or a network. A single caller may hold all
 * places. Once they are taken, callers that hold fewer than the average get theirs on top, at most as many again as there
 * are places or workers. That keeps the shares even under overload ({@link AdaptiveLimit}) and while a long queue drains.
 */
final class FairShares {
    private static final int OVERFLOW = 2;

    /**
     * Attackers may have many addresses, each of which is a caller. Known credentials have additional places that addresses
     * cannot take.
     */
    private static final int OVERFLOW_OF_KNOWN = 3;

    /** One part in so many of the workers that a known credential may use even while the average is less. */
    private static final int SHARE_OF_KNOWN = 2;

    /** Number of places by caller; bounded by the number of places. */
    private final Map<String, Integer> held = new HashMap<>();

    private final AtomicInteger total = new AtomicInteger();
    private final int workers;

    FairShares(int workers) {
        this.workers = workers;
    }

    /**
     * Takes a place for a caller.
     *
     * @param known whether it has a credential that was accepted recently
     * @param places how many there are now
     * @return false if the caller has to retry later
     */
    synchronized boolean take(String caller, boolean known, int places) {
        int own = held.getOrDefault(caller, 0);
        if (total.get() >= places && !isOwedOne(own, known, places)) {
            return false;
        }
        held.put(caller, own + 1);
        total.incrementAndGet();
        return true;
    }

    private boolean isOwedOne(int own, boolean known, int places) {
        int callers = held.size() + (own == 0 ? 1 : 0);
        int shared = Math.max(places, workers);
        boolean bounded = callers <= shared || total.get() < (known ? OVERFLOW_OF_KNOWN : OVERFLOW) * shared;
        return callers > 1 && bounded && own < Math.max(shareOfKnown(known), Math.min(total.get(), shared) / callers);
    }

    /** A client that works beside a flood sends more than one request at a time. */
    private int shareOfKnown(boolean known) {
        return known ? Math.max(1, workers / SHARE_OF_KNOWN) : 1;
    }

    synchronized void giveBack(String caller) {
        held.computeIfPresent(caller, (any, own) -> own > 1 ? own - 1 : null);
        total.decrementAndGet();
    }

    /** Takes no lock. */
    int total() {
        return total.get();
    }
}
