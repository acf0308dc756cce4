package io.rollcall.reliability.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.reliability.hostile.Exchanges.Outcome;
import java.io.BufferedReader;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class OktaLoadTest {
    private static final double PER_SECOND = 200;

    private static final int CONNECTIONS = 32;

    @Test
    void requestsAreDueAtTheRate() {
        assertThat(OktaLoad.due(7, 0, 25)).isEqualTo(7);
        assertThat(OktaLoad.due(0, 25, 25)).isEqualTo(1_000_000_000);
        assertThat(OktaLoad.due(0, 1, 25)).isEqualTo(40_000_000);
    }

    @Test
    void aStallCountsForEveryRequestThatWasDueInIt() throws Exception {
        CountDownLatch busy = new CountDownLatch(CONNECTIONS);
        CountDownLatch stall = new CountDownLatch(1);
        Exchanges answers = new Exchanges();
        try (ScriptedServer server = new ScriptedServer(connection -> {
            busy.countDown();
            stall.await();
            BufferedReader reader = ScriptedServer.reader(connection);
            while (ScriptedServer.readHead(reader)) {
                ScriptedServer.write(connection, "HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n");
            }
        })) {
            OktaLoad load = OktaLoad.start(server.target(), Optional.empty(), PER_SECOND, answers);
            busy.await();
            long over = System.nanoTime();
            stall.countDown();
            load.stop();
            assertThat(answers.due(0, over).answers())
                    .hasSizeGreaterThanOrEqualTo(CONNECTIONS)
                    .allSatisfy(answer -> assertThat(answer.ended()).isGreaterThan(over))
                    // The last connection was opened for a request that was due later by that time.
                    .anySatisfy(answer -> assertThat(answer.nanos())
                            .isGreaterThanOrEqualTo(OktaLoad.due(0, CONNECTIONS - 1, PER_SECOND)));
        }
    }

    @Test
    void aRefusalIsToldFromAWrongAnswer() {
        assertThat(OktaLoad.outcome(201, 201)).isEqualTo(Outcome.EXPECTED);
        assertThat(OktaLoad.outcome(200, 503)).isEqualTo(Outcome.REFUSED);
        assertThat(OktaLoad.outcome(200, 429)).isEqualTo(Outcome.REFUSED);
        assertThat(OktaLoad.outcome(201, 200)).isEqualTo(Outcome.WRONG);
        assertThat(OktaLoad.outcome(200, 401)).isEqualTo(Outcome.WRONG);
    }
}
