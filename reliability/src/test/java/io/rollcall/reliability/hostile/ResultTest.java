package io.rollcall.reliability.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.reliability.hostile.Exchanges.Exchange;
import io.rollcall.reliability.hostile.Exchanges.Outcome;
import io.rollcall.reliability.hostile.Result.Heap;
import io.rollcall.reliability.hostile.Vitals.Sample;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultTest {
    private static final Sample CALM = new Sample(0, true, 300, 100, 60);

    @Test
    void oneBadAnswerInAThousandKeepsThePromise() {
        assertThat(result(1, 1_000, CALM, true).broken()).isEmpty();
    }

    @Test
    void twoBadAnswersInAThousandBreakIt() {
        assertThat(result(2, 1_000, CALM, true).broken())
                .singleElement()
                .asString()
                .contains("99.9 %");
    }

    @Test
    void aServerThatStaysBadBreaksIt() {
        assertThat(result(0, 1_000, CALM, false).broken()).hasSize(1);
        assertThat(result(0, 1_000, CALM, false).row()).endsWith("for good |");
    }

    @Test
    void oneFailedProbeBreaksIt() {
        assertThat(result(0, 1_000, new Sample(0, false, 300, 100, 60), true).broken())
                .singleElement()
                .asString()
                .contains("/health/live");
    }

    @Test
    void memoryThreadsAndDescriptorsAreBounded() {
        assertThat(result(0, 1_000, new Sample(0, true, 513, 201, 201), true).broken())
                .hasSize(3);
    }

    private static Result result(int bad, int count, Sample last, boolean good) {
        Exchanges answers = new Exchanges();
        for (int number = 0; number < count; number++) {
            answers.add(new Exchange(number, number + 1, number < bad ? Outcome.NO_ANSWER : Outcome.EXPECTED, "GET"));
        }
        return new Result(
                "test", answers.due(0, count), 0, good, CALM, last, List.of(CALM, last), new Heap(40, 42), 0, false, 1);
    }
}
