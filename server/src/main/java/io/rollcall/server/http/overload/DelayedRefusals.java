package io.rollcall.server.http.overload;

import io.rollcall.server.kernel.DaemonThreads;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Scheduler that answers refused requests after a pause, on its own thread. Clients that retry without waiting are slowed
 * down, and the threads that read all connections do not write their refusals.
 *
 * <p>A paused request holds its connection and a file descriptor, and cannot make room for another client. The number of
 * pauses is therefore bounded, and there are none while connections or descriptors are short.
 */
public final class DelayedRefusals implements AutoCloseable {
    /** Requests with a larger body are refused at once, to free their memory. */
    private static final int MAX_BODY_BYTES = 1_024;

    /** Part of the pause for a request without a place: one may be free soon, and clients that obey Retry-After wait anyway. */
    private static final int BUSY_SHARE = 10;

    private final long pauseMillis;
    private final int max;
    private final BooleanSupplier hasRoom;
    private final AtomicInteger paused = new AtomicInteger();
    private final ScheduledThreadPoolExecutor thread;

    /**
     * @param pause how long a request waits if its address fails to authenticate too often
     * @param max pauses at a time
     * @param hasRoom whether connections and file descriptors are plentiful
     */
    public DelayedRefusals(Duration pause, int max, BooleanSupplier hasRoom) {
        this.pauseMillis = pause.toMillis();
        this.max = max;
        this.hasRoom = hasRoom;
        this.thread = new ScheduledThreadPoolExecutor(1, new DaemonThreads("http-refusals"));
    }

    /** Returns the executor that refuses a request for its address; empty for the current thread. */
    public Optional<Executor> forAddress(int bodyBytes) {
        return after(bodyBytes, pauseMillis);
    }

    /** Returns the executor that refuses a request without a place; empty for the current thread. */
    public Optional<Executor> forLackOfPlace(int bodyBytes) {
        return after(bodyBytes, pauseMillis / BUSY_SHARE);
    }

    private Optional<Executor> after(int bodyBytes, long millis) {
        boolean pauses = millis > 0 && bodyBytes <= MAX_BODY_BYTES && paused.get() < max && hasRoom.getAsBoolean();
        return pauses ? Optional.of(work -> schedule(work, millis)) : Optional.empty();
    }

    private void schedule(Runnable work, long millis) {
        paused.incrementAndGet();
        thread.schedule(
                () -> {
                    paused.decrementAndGet();
                    work.run();
                },
                millis,
                TimeUnit.MILLISECONDS);
    }

    /** Returns how many requests are paused. */
    public int paused() {
        return paused.get();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
