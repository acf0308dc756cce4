package io.rollcall.server.limits;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Time that stands still until a test lets it pass. */
final class SettableTime implements TimeMeter {
    private final AtomicLong now = new AtomicLong();

    void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Override
    public long currentTimeNanos() {
        return now.get();
    }

    @Override
    public boolean isWallClockBased() {
        return false;
    }
}
