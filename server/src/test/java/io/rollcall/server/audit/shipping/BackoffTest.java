package io.rollcall.server.audit.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.testing.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A destination that fails is tried again after longer and longer pauses. */
class BackoffTest {
    private final SettableClock clock = new SettableClock();
    private final Backoff backoff = new Backoff(clock);

    @Test
    void waitsTwiceAsLongEachTimeUpToAMinute() {
        for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            assertThat(backoff.isOver()).isTrue();
            backoff.begin();
            clock.advance(Duration.ofMillis(seconds * 1_000L - 1));
            assertThat(backoff.isOver()).as("before %d seconds", seconds).isFalse();
            clock.advance(Duration.ofMillis(1));
        }
    }

    @Test
    void beginsAnewAfterASuccess() {
        assertThat(backoff.end()).isFalse();
        assertThat(backoff.begin()).isTrue();
        assertThat(backoff.begin()).isFalse();
        assertThat(backoff.end()).isTrue();
        assertThat(backoff.isOver()).isTrue();
        assertThat(backoff.begin()).isTrue();
    }
}
