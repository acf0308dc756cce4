package io.rollcall.server.http;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.http.server.Request;

/**
 * Answers refused requests a moment later, on a thread of its own. A client that sends its next request as soon as it is
 * refused is slowed down, and the threads that read everybody's requests have no work with its refusals. There is at most
 * one for each connection.
 */
final class DelayedRefusals implements AutoCloseable {
    /** A request with a larger body is refused at once, so that its memory is free again. */
    private static final int MAX_BODY_BYTES = 1_024;

    /** A place may be free again soon, and a client that obeys Retry-After waits by itself. */
    private static final int BUSY_SHARE = 10;

    private final long pauseMillis;
    private final ScheduledThreadPoolExecutor thread;

    /** @param pause how long a request waits whose address fails to authenticate too often */
    DelayedRefusals(Duration pause) {
        this.pauseMillis = pause.toMillis();
        this.thread = new ScheduledThreadPoolExecutor(1, work -> {
            Thread refusing = new Thread(work, "http-refusals");
            refusing.setDaemon(true);
            return refusing;
        });
    }

    /** Returns what refuses a request for its address; empty for the current thread. */
    Optional<Executor> forAddress(Request request) {
        return after(request, pauseMillis);
    }

    /** Returns what refuses a request for which there is no place; empty for the current thread. */
    Optional<Executor> forLackOfPlace(Request request) {
        return after(request, pauseMillis / BUSY_SHARE);
    }

    private Optional<Executor> after(Request request, long millis) {
        boolean small = request.getInputBuffer().readyData() <= MAX_BODY_BYTES;
        return millis > 0 && small
                ? Optional.of(work -> thread.schedule(work, millis, TimeUnit.MILLISECONDS))
                : Optional.empty();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
