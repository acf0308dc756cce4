package io.rollcall.server.events.webhooks.delivery;

import io.rollcall.server.events.webhooks.Webhook.Progress;
import io.rollcall.server.events.webhooks.WebhookConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Pace of the attempts of one endpoint: its rate, and the pauses while it fails. After a few failures in a row only one attempt at
 * a time is made, with growing pauses.
 */
public final class Pace {
    /** Failures in a row after which an endpoint counts as failing. */
    private static final int MAX_FAILURES = 5;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration MAX_PAUSE = Duration.ofMinutes(5);
    private static final int MAX_DOUBLINGS = 10;
    private static final Duration MADE_UP = Duration.ofMillis(100);

    private final WebhookConfig config;
    private final AtomicLong nextSlot = new AtomicLong(System.nanoTime());
    private final AtomicLong lastFailure = new AtomicLong(System.nanoTime());

    public Pace(WebhookConfig config) {
        this.config = config;
    }

    /** Returns whether the endpoint counts as failing. */
    public static boolean isFailing(Progress progress) {
        return progress.failures() >= MAX_FAILURES;
    }

    /** Returns how many attempts may be in progress. */
    public int concurrency(Progress progress) {
        return isFailing(progress) ? 1 : config.maxConcurrent();
    }

    /** Returns whether the rate permits another attempt now. */
    public boolean hasSlot() {
        return nextSlot.get() - System.nanoTime() <= 0;
    }

    /** Counts an attempt. Some idle time is made up for. */
    public void takeSlot() {
        long interval = TimeUnit.SECONDS.toNanos(1) / config.maxPerSecond();
        nextSlot.set(Math.max(nextSlot.get(), System.nanoTime() - MADE_UP.toNanos()) + interval);
    }

    public Progress afterSuccess(Progress before, Instant now) {
        return new Progress(
                before.position(), before.generation(), 0, Optional.empty(), Optional.empty(), Optional.of(now));
    }

    /**
     * Returns the progress after a failure. Attempts that were in progress together count as one.
     *
     * @param started when the attempt began, by {@link System#nanoTime}
     * @param retryAfter the pause that the endpoint asked for, which is granted up to a maximum
     * @param overloaded whether the endpoint said that it is overloaded
     */
    public Progress afterFailure(
            Progress before, Instant now, long started, Optional<Duration> retryAfter, boolean overloaded) {
        boolean counts = before.failures() == 0 || started - lastFailure.get() >= 0;
        int failures = before.failures() + (counts ? 1 : 0);
        if (counts) {
            lastFailure.set(System.nanoTime());
        }
        Optional<Instant> pause = failures >= MAX_FAILURES || overloaded
                ? Optional.of(now.plus(pause(failures - MAX_FAILURES)))
                : Optional.empty();
        Optional<Instant> asked = retryAfter
                .map(wait -> wait.compareTo(config.maxRetryAfter()) > 0 ? config.maxRetryAfter() : wait)
                .map(now::plus);
        return new Progress(
                before.position(),
                before.generation(),
                failures,
                before.failingSince().or(() -> Optional.of(now)),
                latest(latest(before.pausedUntil(), pause), asked),
                before.lastSuccess());
    }

    private static Duration pause(int doublings) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.max(0, Math.min(doublings, MAX_DOUBLINGS)));
        return pause.compareTo(MAX_PAUSE) > 0 ? MAX_PAUSE : pause;
    }

    private static Optional<Instant> latest(Optional<Instant> one, Optional<Instant> other) {
        return one.filter(time -> other.isEmpty() || time.isAfter(other.orElseThrow()))
                .or(() -> other);
    }

    /** Returns whether the endpoint has failed for so long that it is disabled. */
    public boolean isHopeless(Progress progress, Instant now) {
        return progress.failingSince()
                .filter(since -> !since.plus(config.disableAfter()).isAfter(now))
                .isPresent();
    }
}
