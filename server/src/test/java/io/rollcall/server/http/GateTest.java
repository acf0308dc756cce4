package io.rollcall.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GateTest {
    private static final int RUNNING = 1_000;
    private static final int WAITING = 64;
    private static final double BUSY = 1;
    private static final double IDLE = 0.2;

    @Test
    void letsInAsManyAsRunAndWait() {
        assertThat(letIn(BUSY, 0)).isEqualTo(RUNNING + WAITING);
    }

    @Test
    void letsInAsManyAsKeepTheProcessorsBusyOnceTheseAreSaturated() {
        assertThat(letIn(BUSY, 10)).isEqualTo(3 * Runtime.getRuntime().availableProcessors());
    }

    @Test
    void letsInAsManyAsEverWhereTheProcessorsAreIdle() {
        assertThat(letIn(IDLE, 10)).isEqualTo(RUNNING + WAITING);
    }

    /** @param looks how often there were found to be too many before */
    private static long letIn(double load, int looks) {
        Saturation saturation = new Saturation(() -> load, Duration.ofHours(1));
        try (Gate gate = new Gate(RUNNING, WAITING, Duration.ofMinutes(1), saturation)) {
            for (int look = 0; look < looks; look++) {
                saturation.look(true);
            }
            return IntStream.range(0, 2 * RUNNING)
                    .filter(request -> gate.comeIn())
                    .count();
        }
    }
}
