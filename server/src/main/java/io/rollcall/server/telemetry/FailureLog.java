package io.rollcall.server.telemetry;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;

/**
 * Log of unexpected failures with their stack traces. Clients may trigger one at any rate, so only the first ones of a minute
 * are logged; the others are counted.
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

    /** Logs a failed request. @param requestId id in the client's response */
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
