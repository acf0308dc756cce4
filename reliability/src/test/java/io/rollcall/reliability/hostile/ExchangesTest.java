package io.rollcall.reliability.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rollcall.reliability.hostile.Exchanges.Exchange;
import io.rollcall.reliability.hostile.Exchanges.Outcome;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ExchangesTest {
    private final Exchanges answers = new Exchanges();

    @Test
    void percentileIsTheNearestRank() {
        long[] hundred = LongStream.rangeClosed(1, 100).toArray();
        assertThat(Exchanges.percentile(hundred, 99)).isEqualTo(99);
        assertThat(Exchanges.percentile(hundred, 99.5)).isEqualTo(100);
        assertThat(Exchanges.percentile(hundred, 50)).isEqualTo(50);
        assertThat(Exchanges.percentile(hundred, 100)).isEqualTo(100);
    }

    @Test
    void percentileDoesNotDependOnTheOrder() {
        assertThat(Exchanges.percentile(new long[] {9, 1, 5}, 50)).isEqualTo(5);
    }

    @Test
    void percentileOfFewIsOneOfThem() {
        assertThat(Exchanges.percentile(new long[] {7}, 99)).isEqualTo(7);
        assertThat(Exchanges.percentile(new long[] {7}, 0)).isEqualTo(7);
        assertThat(Exchanges.percentile(new long[0], 99)).isZero();
    }

    @Test
    void anAnswerIsGoodUpToOneSecondAfterItWasDue() {
        add(0, 1_000, Outcome.EXPECTED);
        add(0, 1_001, Outcome.EXPECTED);
        assertThat(all().good()).isEqualTo(1);
        assertThat(all().late()).isEqualTo(1);
        assertThat(all().goodShare()).isEqualTo(0.5);
    }

    @Test
    void aQuickRefusalIsNotGood() {
        add(0, 1, Outcome.REFUSED);
        add(0, 1, Outcome.WRONG);
        add(0, 1, Outcome.NO_ANSWER);
        assertThat(all().good()).isZero();
        assertThat(all().late()).isZero();
        assertThat(all().count(Outcome.REFUSED)).isEqualTo(1);
    }

    @Test
    void noAnswersAtAllAreNotGood() {
        assertThat(all().goodShare()).isZero();
    }

    @Test
    void aRequestBelongsToThePhaseInWhichItWasDue() {
        add(900, 5_000, Outcome.EXPECTED);
        add(1_000, 1_010, Outcome.EXPECTED);
        assertThat(answers.due(0, nanos(1_000)).late()).isEqualTo(1);
        assertThat(answers.due(nanos(1_000), nanos(2_000)).good()).isEqualTo(1);
    }

    @Test
    void theServerIsBadUntilTheLastBadRequestWasDue() {
        add(1_500, 9_000, Outcome.EXPECTED);
        add(4_000, 4_010, Outcome.REFUSED);
        add(4_500, 4_510, Outcome.EXPECTED);
        add(100, 9_000, Outcome.NO_ANSWER);
        assertThat(all().badSecondsAfter(nanos(1_000))).isCloseTo(3.0, within(1e-9));
        assertThat(all().badSecondsAfter(nanos(4_100))).isZero();
    }

    private void add(long dueMillis, long endedMillis, Outcome outcome) {
        answers.add(new Exchange(nanos(dueMillis), nanos(endedMillis), outcome, "GET"));
    }

    private Exchanges.Window all() {
        return answers.due(0, Long.MAX_VALUE);
    }

    private static long nanos(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
