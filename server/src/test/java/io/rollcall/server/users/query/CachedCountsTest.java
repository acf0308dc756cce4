package io.rollcall.server.users.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.SettableClock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CachedCountsTest {
    private static final OrganizationId ACME = new OrganizationId(1);
    private static final OrganizationId GLOBEX = new OrganizationId(2);
    private static final Condition EVERYONE = new Condition.Constant(true);

    private final SettableClock clock = new SettableClock();
    private final AtomicLong there = new AtomicLong();
    private final AtomicInteger counted = new AtomicInteger();
    private final CachedCounts totals = new CachedCounts(
            (organization, condition) -> {
                counted.incrementAndGet();
                return there.get();
            },
            () -> TimeUnit.MILLISECONDS.toNanos(clock.millis()));

    @Test
    void countsAFewEachTime() {
        for (long number : new long[] {0, 1, 999, 1_000}) {
            there.set(number);
            assertThat(totals.of(ACME, EVERYONE)).isEqualTo(number);
        }
        assertThat(counted).hasValue(4);
    }

    @Test
    void countsManyOnceInAWhile() {
        there.set(1_001);
        assertThat(totals.of(ACME, EVERYONE)).isEqualTo(1_001);
        there.set(1_002);
        clock.advance(Duration.ofSeconds(4));
        assertThat(totals.of(ACME, EVERYONE)).isEqualTo(1_001);
        assertThat(counted).hasValue(1);
    }

    @Test
    void countsAgainBesideTheRequestThatFindsItOld() {
        there.set(5_000);
        totals.of(ACME, EVERYONE);
        there.set(6_000);
        clock.advance(Duration.ofSeconds(6));
        totals.of(ACME, EVERYONE);
        assertThat(Eventually.get(() -> totals.of(ACME, EVERYONE), total -> total == 6_000))
                .isEqualTo(6_000);
    }

    @Test
    void isNeverOlderThanTenSeconds() {
        there.set(5_000);
        totals.of(ACME, EVERYONE);
        there.set(6_000);
        clock.advance(CachedCounts.OLDEST);
        assertThat(totals.of(ACME, EVERYONE)).isEqualTo(6_000);
    }

    @Test
    void isExactAgainOnceTheyAreFew() {
        there.set(5_000);
        totals.of(ACME, EVERYONE);
        there.set(3);
        clock.advance(CachedCounts.OLDEST);
        assertThat(totals.of(ACME, EVERYONE)).isEqualTo(3);
        there.set(4);
        assertThat(totals.of(ACME, EVERYONE)).isEqualTo(4);
    }

    @Test
    void keepsOrganizationsAndConditionsApart() {
        there.set(5_000);
        totals.of(ACME, EVERYONE);
        there.set(7_000);
        assertThat(totals.of(GLOBEX, EVERYONE)).isEqualTo(7_000);
        assertThat(totals.of(ACME, new Condition.True(UserAttribute.ACTIVE))).isEqualTo(7_000);
        assertThat(totals.of(ACME, EVERYONE)).isEqualTo(5_000);
    }
}
