package io.rollcall.server.activity;

import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Failed requests that are recorded later: a request that failed for want of a database does not wait for it once more. The
 * oldest are written first; those for which there is no room are not recorded.
 */
final class LateRefusals {
    private static final int MAX_SIZE = 1_000;

    private final BlockingQueue<Late> queue = new ArrayBlockingQueue<>(MAX_SIZE);

    /** A failed request. @param occurred when it failed */
    record Late(OrganizationId organization, RefusedRequest request, Instant occurred) {}

    /** Adds one, if there is room. @return whether there was */
    boolean add(OrganizationId organization, RefusedRequest request, Instant occurred) {
        return queue.offer(new Late(organization, request, occurred));
    }

    /** Returns the next one, which stays until it is {@linkplain #remove removed}. */
    Optional<Late> next() {
        return Optional.ofNullable(queue.peek());
    }

    void remove(Late written) {
        queue.remove(written);
    }
}
