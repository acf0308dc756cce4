package io.rollcall.server.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LifetimeTest {
    private static final Instant START = Instant.parse("2028-02-29T10:00:00Z");

    @Test
    void isACalendarYearByDefault() {
        assertThat(Lifetime.standard().endFrom(START)).contains(Instant.parse("2029-02-28T10:00:00Z"));
    }

    @Test
    void countsDays() {
        assertThat(Lifetime.ofDays(1).endFrom(START)).contains(Instant.parse("2028-03-01T10:00:00Z"));
        assertThat(Lifetime.unlimited().endFrom(START)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, Lifetime.MAX_DAYS + 1, Integer.MAX_VALUE})
    void refusesWhatIsNoLifetime(int days) {
        assertThatThrownBy(() -> Lifetime.ofDays(days))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("days");
    }
}
