package io.rollcall.server.http;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets some requests run at a time, and some more wait in line for a while. Whoever comes beyond that is better off with a
 * quick refusal than at the end of a line that grows longer than anybody waits.
 */
final class Gate {
    private final int most;
    private final Semaphore running;
    private final Semaphore places;
    private final long maxWaitNanos;

    Gate(int running, int waiting, Duration maxWait) {
        this.most = running;
        this.running = new Semaphore(running, true);
        this.places = new Semaphore(waiting);
        this.maxWaitNanos = maxWait.toNanos();
    }

    /** @return whether the request may run; if so, {@link #leave} must follow */
    boolean enter() {
        try {
            return running.tryAcquire(0, TimeUnit.NANOSECONDS) || places.tryAcquire() && awaitTurn();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean awaitTurn() throws InterruptedException {
        try {
            return running.tryAcquire(maxWaitNanos, TimeUnit.NANOSECONDS);
        } finally {
            places.release();
        }
    }

    void leave() {
        running.release();
    }

    int running() {
        return most - running.availablePermits();
    }

    int waiting() {
        return running.getQueueLength();
    }
}
