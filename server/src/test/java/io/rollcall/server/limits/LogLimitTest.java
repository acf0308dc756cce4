package io.rollcall.server.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.kernel.OrganizationId;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Limit on log lines, with a clock that stands still. */
class LogLimitTest {
    private static final OrganizationId ONE = new OrganizationId(1);
    private static final OrganizationId OTHER = new OrganizationId(2);

    private final SettableTime time = new SettableTime();
    private final LogLimit limit = new LogLimit(time);

    @Test
    void permitsALineAMinuteAboutAThing() {
        assertThat(limit.permits(ONE, "stream")).isTrue();
        assertThat(limit.permits(ONE, "stream")).isFalse();
        assertThat(limit.permits(ONE, "other")).isTrue();
        time.pass(Duration.ofMinutes(1));
        assertThat(limit.permits(ONE, "stream")).isTrue();
    }

    @Test
    void permitsTenLinesAMinuteAboutAllThingsOfAnOrganization() {
        long lines = IntStream.range(0, 100)
                .filter(thing -> limit.permits(ONE, thing))
                .count();

        assertThat(lines).isEqualTo(10);
        assertThat(limit.permits(OTHER, 100)).isTrue();
    }
}
