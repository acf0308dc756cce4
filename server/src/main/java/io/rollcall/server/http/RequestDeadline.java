package io.rollcall.server.http;

import io.rollcall.server.kernel.Deadline;
import java.time.Duration;

/**
 * By when requests are answered that wait for something else than the processor. Counted from a request's arrival; one that
 * had to wait in line for long still gets half of the time to itself.
 *
 * @param longest how long a request may take in all while it waits
 */
public record RequestDeadline(Deadline deadline, Duration longest) {
    /** @param came when the request arrived, by {@link System#nanoTime} */
    void begin(long came) {
        long afterLine = System.nanoTime() + longest.dividedBy(2).toNanos();
        long afterArrival = came + longest.toNanos();
        deadline.set(afterLine - afterArrival > 0 ? afterLine : afterArrival);
    }

    void end() {
        deadline.clear();
    }
}
