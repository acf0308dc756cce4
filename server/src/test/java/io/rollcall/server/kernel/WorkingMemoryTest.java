package io.rollcall.server.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class WorkingMemoryTest {
    private static final int LARGE = 100_000;

    private final WorkingMemory memory = new WorkingMemory(LARGE);

    @Test
    void refusesWhatDoesNotFitBesideOthers() {
        memory.begin();
        memory.reserveText(LARGE);
        assertThat(inAnotherRequest(LARGE)).isFalse();
        memory.end();
        assertThat(inAnotherRequest(LARGE)).isTrue();
        assertThat(memory.reserved()).isZero();
    }

    @Test
    void admitsTheOnlyOneWhateverItsSize() {
        memory.begin();
        memory.reserveJson(LARGE);
        memory.reserveJson(LARGE);
        assertThat(memory.reserved()).isGreaterThan(LARGE);
        memory.end();
        assertThat(memory.reserved()).isZero();
    }

    @Test
    void refusesTextsOfALoneRequestThatTheHeapCannotHold() {
        WorkingMemory bounded = new WorkingMemory(LARGE, 10L * LARGE);
        bounded.begin();
        assertThat(bounded.hasRoomForText(LARGE)).isTrue();
        assertThat(bounded.hasRoomForText(LARGE)).isFalse();
        assertThatThrownBy(() -> bounded.reserveText(LARGE)).hasMessageContaining("excludedAttributes");
        bounded.end();
    }

    @Test
    void givesBackAfterAPartWhatThePartReserved() {
        memory.begin();
        memory.reserveText(LARGE);
        long before = memory.reserved();
        assertThatThrownBy(() -> memory.during(() -> {
                    memory.reserveText(LARGE);
                    throw new IllegalStateException("failed");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(memory.reserved()).isEqualTo(before);
        memory.end();
    }

    @Test
    void countsNeitherSmallTextsNorThreadsWithoutARequest() {
        memory.reserveText(LARGE);
        memory.begin();
        memory.reserveJson(WorkingMemory.SMALL - 1);
        assertThat(memory.reserved()).isZero();
        memory.end();
    }

    @Test
    void leavesHalfToOthersWhileOneCallerSendsMany() {
        WorkingMemory roomy = new WorkingMemory(100L * LARGE);
        roomy.begin("greedy");
        roomy.reserveJson(LARGE);
        assertThat(inAnotherRequest(roomy, "greedy", LARGE)).isTrue();
        assertThat(inAnotherRequest(roomy, "greedy", 4 * LARGE)).isFalse();
        assertThat(inAnotherRequest(roomy, "other", 4 * LARGE)).isTrue();
        roomy.end();
        assertThat(inAnotherRequest(roomy, "greedy", 4 * LARGE)).isTrue();
        assertThat(roomy.reserved()).isZero();
    }

    private boolean inAnotherRequest(long length) {
        return inAnotherRequest(memory, "", length);
    }

    private static boolean inAnotherRequest(WorkingMemory memory, String caller, long length) {
        return CompletableFuture.supplyAsync(() -> {
                    memory.begin(caller);
                    try {
                        return memory.hasRoomForText(length);
                    } finally {
                        memory.end();
                    }
                })
                .join();
    }
}
