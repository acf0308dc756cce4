package io.rollcall.server.administrators;

import io.rollcall.server.kernel.Refusal;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Bounded queue for Argon2 hashing: a few hashes run, a few requests wait, and further ones are refused at once. A flood of
 * sign-ins cannot exhaust CPU, memory or the threads of other requests.
 */
final class HashingQueue {
    private static final int MAX_WAIT_SECONDS = 3;

    private final Semaphore running;
    private final Semaphore places;

    /** @param atOnce maximum concurrent hashes @param waiting maximum waiting requests */
    HashingQueue(int atOnce, int waiting) {
        this.running = new Semaphore(atOnce, true);
        this.places = new Semaphore(atOnce + waiting);
    }

    /**
     * Runs work that includes a hash, unless the queue is full.
     *
     * @throws Refusal TOO_MANY if the queue is full; the work is not started then
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
     * Computes a hash in turn, for {@linkplain #admit admitted} work, or for work that may wait even if the queue is full, such as
     * the few sign-ins of recognised browsers.
     *
     * @throws Refusal TOO_MANY if the queue does not reach it within seconds
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
