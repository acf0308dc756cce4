package io.rollcall.server.testing;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waiting for effects that follow a response. */
public final class Eventually {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration COPIES_LIVE = Duration.ofSeconds(1);
    private static final long PAUSE_MILLIS = 20;

    private Eventually() {}

    /** Returns the first value that matches, or the last one after the timeout, for the assertion to report. */
    public static <T> T get(Supplier<T> value, Predicate<T> wanted) {
        long end = System.nanoTime() + TIMEOUT.toNanos();
        T found = value.get();
        while (!wanted.test(found) && System.nanoTime() < end) {
            pause(Duration.ofMillis(PAUSE_MILLIS));
            found = value.get();
        }
        return found;
    }

    /**
     * Returns the first wanted value read within a second, the time to live of the servers' caches. Otherwise it returns the
     * first value read after that, for the assertion to report.
     */
    public static <T> T withinASecond(Supplier<T> value, Predicate<T> wanted) {
        long end = System.nanoTime() + COPIES_LIVE.toNanos();
        while (true) {
            boolean last = System.nanoTime() >= end;
            T found = value.get();
            if (last || wanted.test(found)) {
                return found;
            }
            pause(Duration.ofMillis(PAUSE_MILLIS));
        }
    }

    public static void pause(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
