package io.rollcall.server.http;

import io.rollcall.server.kernel.Deadline;
import java.time.Duration;

/**
 * Deadline of requests that wait, such as for the database. It counts from the arrival of a request; one that was queued for
 * long still gets half of the time.
 */
public final class RequestDeadline {
    private final Deadline deadline;
    private final long longestNanos;

    /**
     * Creates a deadline.
     *
     * @param longest maximum time from the arrival of a request to the end of its waits
     */
    public RequestDeadline(Deadline deadline, Duration longest) {
        this.deadline = deadline;
        this.longestNanos = longest.toNanos();
    }

    /** @param came time of the request's arrival, by {@link System#nanoTime} */
    void begin(long came) {
        long afterLine = System.nanoTime() + longestNanos / 2;
        long afterArrival = came + longestNanos;
        deadline.set(afterLine - afterArrival > 0 ? afterLine : afterArrival);
    }

    void end() {
        deadline.clear();
    }
}
