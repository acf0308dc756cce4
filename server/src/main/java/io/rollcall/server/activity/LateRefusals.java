package io.rollcall.server.activity;

import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Bounded FIFO queue of failed requests to record later, so that a request that failed because of the database does not wait for
 * it again. When the queue is full, further ones are dropped.
 */
final class LateRefusals {
    private static final int MAX_SIZE = 1_000;

    private final BlockingQueue<Late> queue = new ArrayBlockingQueue<>(MAX_SIZE);

    /** Failed request. @param occurred the time of its failure */
    record Late(OrganizationId organization, RefusedRequest request, Instant occurred) {}

    /** Adds a request, unless the queue is full. @return whether it was added */
    boolean add(OrganizationId organization, RefusedRequest request, Instant occurred) {
        return queue.offer(new Late(organization, request, occurred));
    }

    /** Returns the oldest request without removing it; see {@link #remove}. */
    Optional<Late> next() {
        return Optional.ofNullable(queue.peek());
    }

    void remove(Late written) {
        queue.remove(written);
    }
}
