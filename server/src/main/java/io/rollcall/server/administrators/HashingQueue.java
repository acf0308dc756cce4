package io.rollcall.server.administrators;

import io.rollcall.server.kernel.Refusal;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Bounded queue for Argon2: a few hashes at a time, a few requests that wait, and the rest is refused at once. So a flood of
 * sign-ins takes neither all processors, nor the memory, nor the threads that serve other requests.
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
     * Does the work in turn.
     *
     * @param preferred whether it waits even if the queue is full: for recognised browsers, which are few
     * @throws Refusal TOO_MANY if the queue is full
     */
    <T> T run(boolean preferred, Supplier<T> work) {
        boolean placed = places.tryAcquire();
        if (!placed && !preferred) {
            throw full();
        }
        try {
            return inTurn(work);
        } finally {
            if (placed) {
                places.release();
            }
        }
    }

    private <T> T inTurn(Supplier<T> work) {
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
