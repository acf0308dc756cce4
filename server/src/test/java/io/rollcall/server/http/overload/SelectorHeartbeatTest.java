package io.rollcall.server.http.overload;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.testing.Eventually;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.glassfish.grizzly.nio.NIOConnection;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;
import org.glassfish.grizzly.nio.transport.TCPNIOTransportBuilder;
import org.junit.jupiter.api.Test;

class SelectorHeartbeatTest {
    @Test
    void isLateWhileTheThreadThatReadsSocketsIsStuckAndNoLongerOnceItGoesOn() throws IOException {
        OpenConnections open =
                new OpenConnections(new OutputBudget(1), Runnable::run, nobody -> false, new KnownNetworks(), () -> {});
        SelectorHeartbeat heartbeat = new SelectorHeartbeat(open, Duration.ofMillis(200));
        TCPNIOTransport transport = TCPNIOTransportBuilder.newInstance().build();
        transport.getConnectionMonitoringConfig().addProbes(open);
        transport.bind("127.0.0.1", 0);
        transport.start();
        CountDownLatch stuck = new CountDownLatch(1);
        try {
            NIOConnection listening = open.listening().orElseThrow();
            heartbeat.ask();
            assertThat(heartbeat.isLate()).isFalse();
            transport
                    .getSelectorHandler()
                    .enque(
                            listening.getSelectorRunner(),
                            () -> {
                                stuck.await();
                                return true;
                            },
                            null);
            assertThat(Eventually.get(() -> isLate(heartbeat), late -> late)).isTrue();
            stuck.countDown();
            assertThat(Eventually.get(() -> isLate(heartbeat), late -> !late)).isFalse();
        } finally {
            stuck.countDown();
            transport.shutdownNow();
        }
    }

    private static boolean isLate(SelectorHeartbeat heartbeat) {
        heartbeat.ask();
        return heartbeat.isLate();
    }
}
