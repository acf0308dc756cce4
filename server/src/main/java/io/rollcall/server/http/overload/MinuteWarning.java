package io.rollcall.server.http.overload;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;

/** Warning that is logged at most once a minute, because clients can trigger it at any rate. */
public final class MinuteWarning {
    private static final long A_MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final Logger log;
    private final AtomicLong loggedAt = new AtomicLong(System.nanoTime() - A_MINUTE);

    public MinuteWarning(Logger log) {
        this.log = log;
    }

    public void log(String sentence, Object value) {
        long last = loggedAt.get();
        long now = System.nanoTime();
        if (now - last >= A_MINUTE && loggedAt.compareAndSet(last, now)) {
            log.warn(sentence, value);
        }
    }
}
