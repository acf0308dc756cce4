package io.rollcall.server.administrators;

import io.rollcall.server.kernel.Refusal;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Bounded queue for Argon2: a few hashes run, a few requests wait, and the rest is refused at once. So a flood of
 * sign-ins exhausts neither processors, nor memory, nor the threads of other requests.
 */
final class HashingQueue {
    private static final int MAX_WAIT_SECONDS = 3;

    private final Semaphore running;
    private final Semaphore places;

    /** @param atOnce hashes that run at a time. @param waiting requests that wait for their turn */
    HashingQueue(int atOnce, int waiting) {
        this.running = new Semaphore(atOnce, true);
        this.places = new Semaphore(atOnce + waiting);
    }

    /**
     * Does work that includes a hash, if the queue has a place for it.
     *
     * @throws Refusal TOO_MANY if the queue is full; nothing of the work is done then
     */
    <T> T admit(Supplier<T> work) {
        if (!places.tryAcquire()) {
            throw full();
        }
        try {
            return work.get();
        } finally {
            places.release();
        }
    }

    /**
     * Computes a hash in turn: for work that was {@linkplain #admit admitted}, or that waits even if the queue is full, such as
     * sign-ins of recognised browsers, which are few.
     *
     * @throws Refusal TOO_MANY if it was not its turn within seconds
     */
    <T> T run(Supplier<T> work) {
        try {
            if (!running.tryAcquire(MAX_WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw full();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Refusal.tooMany("The server is stopping. Try again in a moment.");
        }
        try {
            return work.get();
        } finally {
            running.release();
        }
    }

    private static Refusal full() {
        return Refusal.tooMany("Too many people are signing in at once. Try again in a moment.");
    }
}
