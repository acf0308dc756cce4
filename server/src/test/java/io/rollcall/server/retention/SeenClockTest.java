package io.rollcall.server.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A clock that jumps: not believed at once, and believed in the end. */
class SeenClockTest {
    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private final Retention.Config config =
            new Retention.Config(Duration.ofMinutes(5), Duration.ofDays(7), Duration.ofDays(3), 20, 100);
    private final SeenClock seen = new SeenClock(NOW, NOW, null);

    @Test
    void goesOnWithAClockThatGoesOn() {
        SeenClock later = seen.lookedAt(NOW.plus(Duration.ofDays(6)), config);
        assertThat(later.problem(NOW, config)).isEmpty();
        assertThat(later.seen()).isEqualTo(NOW.plus(Duration.ofDays(6)));
    }

    @Test
    void doesNotBelieveAJumpUntilThePauseIsOver() {
        Instant ahead = NOW.plus(Duration.ofDays(400));
        SeenClock state = seen.lookedAt(ahead, config);
        for (Instant now = ahead; now.isBefore(ahead.plus(config.pause())); now = now.plus(HOUR)) {
            state = state.lookedAt(now, config);
            assertThat(state.problem(now, config)).hasValueSatisfying(words -> assertThat(words)
                    .contains("the clock is 40", "days ahead", "2027-06-08T12:00:00Z", "MAX_GAP_DAYS=0"));
        }
        state = state.lookedAt(ahead.plus(config.pause()), config);
        assertThat(state.problem(ahead, config)).isEmpty();
    }

    @Test
    void beginsThePauseAnewWithASecondJump() {
        Instant ahead = NOW.plus(Duration.ofDays(400));
        Instant further = ahead.plus(Duration.ofDays(400));
        SeenClock state = seen.lookedAt(ahead, config).lookedAt(further, config);
        assertThat(state.jumped()).isEqualTo(further);
        assertThat(state.problem(further, config)).isPresent();
    }

    @Test
    void goesOnAtOnceOnceTheClockIsPutRight() {
        SeenClock state = seen.lookedAt(NOW.plus(Duration.ofDays(400)), config).lookedAt(NOW.plus(HOUR), config);
        assertThat(state.problem(NOW, config)).isEmpty();
        assertThat(state.seen()).isEqualTo(NOW.plus(HOUR));
    }

    @Test
    void followsAClockThatWentBack() {
        SeenClock state = seen.lookedAt(NOW.minus(Duration.ofDays(30)), config);
        assertThat(state.problem(NOW, config)).isEmpty();
        assertThat(state.lookedAt(NOW, config).problem(NOW, config)).isPresent();
    }
}
