package io.rollcall.server.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.activity.RefusalLimit.Decision;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.testing.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RefusalLimitTest {
    private static final OrganizationId ONE = new OrganizationId(1);
    private static final OrganizationId OTHER = new OrganizationId(2);

    private final SettableClock clock = new SettableClock();
    private final RefusalLimit limit = new RefusalLimit(2, clock);

    @Test
    void recordsSomeOfAMinuteAndSaysWhichIsTheLast() {
        assertThat(limit.count(ONE)).isEqualTo(Decision.RECORD);
        assertThat(limit.count(ONE)).isEqualTo(Decision.RECORD_AS_LAST);
        assertThat(limit.count(ONE)).isEqualTo(Decision.SKIP);
        assertThat(limit.count(OTHER)).isEqualTo(Decision.RECORD);
    }

    @Test
    void recordsAgainInTheNextMinute() {
        limit.count(ONE);
        limit.count(ONE);
        clock.advance(Duration.ofMinutes(1));
        assertThat(limit.count(ONE)).isEqualTo(Decision.RECORD);
    }
}
