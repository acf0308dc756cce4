package io.rollcall.server.database;

import io.rollcall.server.kernel.Deadline;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * State of the database, as {@link DatabaseMonitor} observes it. During a grace period after the last response, work waits and
 * retries, because a cluster needs seconds to fail over. Then the database is lost: all work fails at once until it responds
 * again.
 */
public final class Outage {
    private final Deadline deadline;
    private final Duration grace;
    private final AtomicReference<Seen> seen = new AtomicReference<>(new Seen(System.nanoTime(), false));
    private final AtomicBoolean stopping = new AtomicBoolean();

    /** @param answered time of the last response @param failing whether a probe has failed since */
    private record Seen(long answered, boolean failing) {}

    /** @param grace grace period after the last response */
    public Outage(Deadline deadline, Duration grace) {
        this.deadline = deadline;
        this.grace = grace;
    }

    Deadline deadline() {
        return deadline;
    }

    /** Records a response. @return duration of the outage that it ends; zero if there was none */
    Duration answered() {
        Seen before = seen.getAndSet(new Seen(System.nanoTime(), false));
        return before.failing() ? sinceAnswer(before) : Duration.ZERO;
    }

    /** Records a failed probe. @return whether it is the first of the outage */
    boolean failed() {
        return !seen.getAndUpdate(before -> new Seen(before.answered(), true)).failing();
    }

    /** Ends the grace period for good, since the server is stopping. */
    void stopping() {
        stopping.set(true);
    }

    /** Returns whether the last probe failed. */
    public boolean isFailing() {
        return seen.get().failing();
    }

    /** Returns whether the grace period is over. */
    public boolean isLost() {
        Seen now = seen.get();
        return now.failing() && (stopping.get() || sinceAnswer(now).compareTo(grace) > 0);
    }

    Duration sinceAnswer() {
        return sinceAnswer(seen.get());
    }

    private static Duration sinceAnswer(Seen state) {
        return Duration.ofNanos(System.nanoTime() - state.answered());
    }

    /** @throws DatabaseUnavailable if the database is lost */
    void requireNone() {
        if (isLost()) {
            throw new DatabaseUnavailable(
                    "the database has not responded for " + sinceAnswer().toSeconds() + " s", true);
        }
    }

    /** Returns how long the current thread may wait: until its deadline, at most {@code most}. */
    Duration left(Duration most) {
        return deadline.left(most);
    }
}
