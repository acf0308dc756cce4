package io.rollcall.server.kernel;

import java.time.Duration;
import java.util.Optional;

/** Deadline of the current thread's request. Threads without one, such as commands, are limited only by their own timeouts. */
public final class Deadline {
    private final ThreadLocal<Long> end = new ThreadLocal<>();

    /** Sets the deadline of the current thread. @param nanoTime by {@link System#nanoTime} */
    public void set(long nanoTime) {
        end.set(nanoTime);
    }

    public void clear() {
        end.remove();
    }

    /** Returns the time until the deadline: zero if it has passed, at most {@code most}. */
    public Duration left(Duration most) {
        return Optional.ofNullable(end.get())
                .map(moment -> Duration.ofNanos(Math.max(0, moment - System.nanoTime())))
                .filter(left -> left.compareTo(most) < 0)
                .orElse(most);
    }
}
