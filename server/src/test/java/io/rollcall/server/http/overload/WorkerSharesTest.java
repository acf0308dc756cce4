package io.rollcall.server.http.overload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkerSharesTest {
    private static final int WORKERS = 16;
    private static final int RESERVED = 2;

    private final WorkerShares shares = new WorkerShares(WORKERS);

    @Test
    void keepsWorkersFreeThatOneCallerCannotTake() {
        assertThat(taken("greedy", WORKERS)).isEqualTo(WORKERS - RESERVED);
        assertThat(taken("other", 1)).isOne();
        assertThat(taken("third", 1)).isOne();
    }

    @Test
    void keepsThemFromTwoCallersThatTakeAllTheyCan() {
        assertThat(taken("greedy", WORKERS / 2)).isEqualTo(WORKERS / 2);
        assertThat(taken("greedier", WORKERS)).isEqualTo(WORKERS / 2 - RESERVED);
        assertThat(taken("other", 1)).isOne();
    }

    @Test
    void usesAllWorkersForManyCallersWithAnEvenShareEach() {
        assertThat(IntStream.range(0, WORKERS).filter(number -> shares.take("caller " + number)))
                .hasSize(WORKERS);
    }

    @Test
    void givesACallerAWorkerAgainOnceOneIsGivenBack() {
        assertThat(taken("greedy", WORKERS)).isEqualTo(WORKERS - RESERVED);
        shares.giveBack("greedy");
        assertThat(taken("greedy", WORKERS)).isOne();
    }

    @Test
    void leavesAllOfVeryFewWorkersToOneCaller() {
        WorkerShares few = new WorkerShares(2);
        assertThat(few.take("greedy")).isTrue();
        assertThat(few.take("greedy")).isTrue();
    }

    private long taken(String caller, int wanted) {
        return IntStream.range(0, wanted).filter(number -> shares.take(caller)).count();
    }
}
