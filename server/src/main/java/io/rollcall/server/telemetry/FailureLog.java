package io.rollcall.server.telemetry;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;

/**
 * Log of failures that nobody foresaw, each with its stack trace. A client that has found one can cause it again at any rate,
 * so of many in a minute only the first are logged, and of the others their number.
 */
public final class FailureLog {
    private static final int MAX_PER_MINUTE = 20;
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final Logger log;
    private final AtomicLong minuteBegan = new AtomicLong(System.nanoTime());
    private final AtomicLong failures = new AtomicLong();

    public FailureLog(Logger log) {
        this.log = log;
    }

    /** Logs that a request failed. @param requestId which its client was told */
    public void failed(String requestId, Throwable failure) {
        long began = minuteBegan.get();
        long now = System.nanoTime();
        if (now - began >= MINUTE && minuteBegan.compareAndSet(began, now)) {
            long unlogged = failures.getAndSet(0) - MAX_PER_MINUTE;
            if (unlogged > 0) {
                log.error("{} more requests failed in the minute after the last stack trace", unlogged);
            }
        }
        if (failures.incrementAndGet() <= MAX_PER_MINUTE) {
            log.error("Request {} failed", requestId, failure);
        }
    }
}
