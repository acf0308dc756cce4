package io.rollcall.server.database;

import io.rollcall.server.kernel.Deadline;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Whether the database answers, as {@link DatabaseMonitor} sees it. For a while after its last answer work goes on waiting and
 * retrying, because a cluster needs seconds to fail over; then the database is lost, and all work fails at once until it
 * answers again.
 */
public final class Outage {
    private final Deadline deadline;
    private final Duration grace;
    private final AtomicReference<Seen> seen = new AtomicReference<>(new Seen(System.nanoTime(), false));
    private final AtomicBoolean stopping = new AtomicBoolean();

    /** @param answered when the database last answered @param failing whether it was asked since then in vain */
    private record Seen(long answered, boolean failing) {}

    /** @param grace how long after its last answer the database counts as lost */
    public Outage(Deadline deadline, Duration grace) {
        this.deadline = deadline;
        this.grace = grace;
    }

    Deadline deadline() {
        return deadline;
    }

    /** Notes an answer. @return how long the outage was that it ends; zero if there was none */
    Duration answered() {
        Seen before = seen.getAndSet(new Seen(System.nanoTime(), false));
        return before.failing() ? sinceAnswer(before) : Duration.ZERO;
    }

    /** Notes that the database did not answer. @return whether it had until now */
    boolean failed() {
        return !seen.getAndUpdate(before -> new Seen(before.answered(), true)).failing();
    }

    /** From now on no failure is waited out. */
    void stopping() {
        stopping.set(true);
    }

    /** Whether the last question to the database failed. */
    public boolean isFailing() {
        return seen.get().failing();
    }

    /** Whether the database has not answered for so long that nobody should wait for it. */
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
                    "the database has not answered for " + sinceAnswer().toSeconds() + " s", true);
        }
    }

    /** Returns how long the current thread may wait: until its deadline, and no longer than {@code most}. */
    Duration left(Duration most) {
        return deadline.left(most);
    }
}
