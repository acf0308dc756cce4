package io.rollcall.server.events.webhooks.delivery;

import io.rollcall.server.kernel.OrganizationId;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Memory for deliveries that have failed, or wait behind one. An endpoint whose owner has a quarter of it, or that finds it full, reads
 * no further events, except for a few, so that it never stands still because of others. Used by one thread.
 */
final class PendingRoom {
    /** Part of the heap. */
    private static final long SHARE_OF_HEAP = 16;

    private static final long BYTES_OF_DELIVERY = 1_024;
    private static final int SHARES = 4;
    private static final int ALWAYS = 100;

    private final long most;
    private final AtomicLong all = new AtomicLong();
    private final Map<OrganizationId, Long> byOwner = new HashMap<>();

    PendingRoom(long heap) {
        this.most = heap / SHARE_OF_HEAP / BYTES_OF_DELIVERY;
    }

    /** Forgets all counts. */
    void clear() {
        all.set(0);
        byOwner.clear();
    }

    /** Counts the pending deliveries of an endpoint. */
    void count(OrganizationId owner, int pending) {
        all.addAndGet(pending);
        byOwner.merge(owner, (long) pending, Long::sum);
    }

    /** Returns whether an endpoint with that many pending deliveries may get more. */
    boolean permits(OrganizationId owner, int pending) {
        return pending < ALWAYS || all.get() < most && byOwner.getOrDefault(owner, 0L) < most / SHARES;
    }
}
