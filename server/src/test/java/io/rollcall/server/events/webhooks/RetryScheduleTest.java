package io.rollcall.server.events.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Times of further attempts of a delivery. */
class RetryScheduleTest {
    private static final Instant FIRST = Instant.parse("2026-01-31T08:00:00Z");

    /** Each attempt exactly when it is due. @param draw of the jitter */
    private static List<Duration> delays(double draw) {
        List<Duration> delays = new ArrayList<>();
        Instant now = FIRST;
        Optional<Instant> next = RetrySchedule.next(FIRST, now, always(draw));
        while (next.isPresent()) {
            delays.add(Duration.between(now, next.get()));
            now = next.get();
            next = RetrySchedule.next(FIRST, now, always(draw));
        }
        return delays;
    }

    private static RandomGenerator always(double draw) {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                return 0;
            }

            @Override
            public double nextDouble() {
                return draw;
            }
        };
    }

    @Test
    void isThatOfStandardWebhooks() {
        assertThat(delays(0))
                .containsExactly(
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(30),
                        Duration.ofHours(2),
                        Duration.ofHours(5),
                        Duration.ofHours(10),
                        Duration.ofHours(14),
                        Duration.ofHours(20),
                        Duration.ofHours(24));
        assertThat(delays(0).stream().reduce(Duration.ZERO, Duration::plus))
                .isEqualTo(Duration.ofHours(75).plusMinutes(35).plusSeconds(5));
    }

    @Test
    void spreadsAttemptsButHasAsManyWithAnyJitter() {
        assertThat(RetrySchedule.next(FIRST, FIRST, always(0.5))).contains(FIRST.plusMillis(5_500));
        assertThat(delays(0.999)).hasSize(9);
        assertThat(delays(0.5)).hasSize(9);
    }

    @Test
    void isNotUsedUpByAttemptsInBetween() {
        Instant later = FIRST.plus(Duration.ofHours(3));

        assertThat(RetrySchedule.next(FIRST, later, always(0)))
                .isEqualTo(RetrySchedule.next(FIRST, later.minusSeconds(60), always(0)));
    }
}
