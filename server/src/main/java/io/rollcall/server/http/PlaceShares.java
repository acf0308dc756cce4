package io.rollcall.server.http;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Places that requests hold, counted in total and by network. A network alone may hold all of them. Once they are taken,
 * networks that hold fewer than the average still get their share on top, at most as many in all as there are places or
 * workers. So it is even while there is no line ({@link Places}) and one that was long has not drained.
 */
final class PlaceShares {
    private static final int OVERFLOW = 2;

    /** Only networks that hold a place, so it is as bounded as the places are. */
    private final Map<String, Integer> held = new HashMap<>();

    private final AtomicInteger total = new AtomicInteger();
    private final int workers;

    PlaceShares(int workers) {
        this.workers = workers;
    }

    /**
     * Takes a place for a network.
     *
     * @param places how many there are now
     * @return false if the network has to come again later
     */
    synchronized boolean take(String network, int places) {
        int own = held.getOrDefault(network, 0);
        if (total.get() >= places && !isOwedOne(own, places)) {
            return false;
        }
        held.put(network, own + 1);
        total.incrementAndGet();
        return true;
    }

    private boolean isOwedOne(int own, int places) {
        int networks = held.size() + (own == 0 ? 1 : 0);
        int shared = Math.max(places, workers);
        boolean bounded = networks <= shared || total.get() < OVERFLOW * shared;
        return networks > 1 && bounded && own < Math.max(1, Math.min(total.get(), shared) / networks);
    }

    synchronized void giveBack(String network) {
        held.computeIfPresent(network, (any, own) -> own > 1 ? own - 1 : null);
        total.decrementAndGet();
    }

    /** Takes no lock. */
    int total() {
        return total.get();
    }
}
