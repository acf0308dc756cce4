package io.rollcall.server.audit.shipping;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** Exponential backoff: a second after the first failure, doubled for each further one, up to a minute. */
final class Backoff {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration MAX_PAUSE = Duration.ofMinutes(1);

    private final Clock clock;
    private final AtomicReference<Pause> pause = new AtomicReference<>(Pause.NONE);

    private record Pause(Duration length, Instant end) {
        static final Pause NONE = new Pause(Duration.ZERO, Instant.MIN);
    }

    Backoff(Clock clock) {
        this.clock = clock;
    }

    boolean isOver() {
        return !clock.instant().isBefore(pause.get().end());
    }

    /** Starts the next pause. @return whether it is the first one since the last success */
    boolean begin() {
        Duration last = pause.get().length();
        Duration next = last.isZero() ? FIRST : last.multipliedBy(2);
        Duration length = next.compareTo(MAX_PAUSE) > 0 ? MAX_PAUSE : next;
        pause.set(new Pause(length, clock.instant().plus(length)));
        return last.isZero();
    }

    /** Resets the backoff after a success. @return whether there were pauses */
    boolean end() {
        return pause.getAndSet(Pause.NONE) != Pause.NONE;
    }
}
