package io.rollcall.server.http.overload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RequestQueueTest {
    private static final int RUNNING = 1_000;
    private static final int WAITING = 64;
    private static final double BUSY = 1;

    private final AdaptiveLimit places = new AdaptiveLimit(RUNNING + WAITING, 1, () -> BUSY);

    @Test
    void letsInAsManyAsRunAndWait() {
        assertThat(letIn()).isEqualTo(RUNNING + WAITING);
    }

    @Test
    void letsInFewWhereManyHaveToBeRefusedAnyway() {
        for (int look = 0; look < 10; look++) {
            places.look(100, 50);
        }
        assertThat(letIn()).isEqualTo(2);
    }

    private long letIn() {
        try (RequestQueue gate = new RequestQueue(RUNNING, places, Duration.ofMinutes(1))) {
            return IntStream.range(0, 2 * RUNNING)
                    .filter(request -> gate.comeIn("192.0.2.1", false))
                    .count();
        }
    }
}
