package io.rollcall.server.events.webhooks.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.testing.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A name server that does not respond delays the webhooks of its owner, and nobody else's. */
@Timeout(60)
class HostNamesTest {
    private static final OrganizationId OWNER = new OrganizationId(1);
    private static final OrganizationId OTHER = new OrganizationId(2);
    private static final Duration LONG = Duration.ofSeconds(30);

    private final CountDownLatch answer = new CountDownLatch(1);
    private final AtomicInteger slow = new AtomicInteger();
    private final HostNames names = new HostNames(this::lookUp);
    private final ExecutorService attempts = Executors.newCachedThreadPool();

    @AfterEach
    void close() {
        answer.countDown();
        attempts.shutdownNow();
        names.close();
    }

    private InetAddress[] lookUp(String host) throws UnknownHostException {
        if (host.equals("unknown.test")) {
            throw new UnknownHostException(host);
        }
        if (host.startsWith("slow")) {
            slow.incrementAndGet();
            try {
                answer.await();
            } catch (InterruptedException stopping) {
                throw new UnknownHostException(host);
            }
        }
        return new InetAddress[] {InetAddress.getLoopbackAddress()};
    }

    private Future<List<InetAddress>> findSoon(OrganizationId owner, String host) {
        return attempts.submit(() -> names.find(owner, host, new Attempt(LONG)));
    }

    private void awaitSlow(int count) {
        assertThat(Eventually.get(slow::get, begun -> begun >= count)).isEqualTo(count);
    }

    @Test
    void findsAnotherOwnersHostWhileManySlowOnesAreLookedUp() throws Exception {
        IntStream.range(0, 100).forEach(number -> findSoon(OWNER, "slow" + number + ".test"));
        awaitSlow(4);

        assertThat(names.find(OTHER, "quick.test", new Attempt(LONG))).hasSize(1);
        assertThat(slow).hasValue(4);
    }

    @Test
    void looksAHostUpOnceForAllAttemptsOfAnOwner() throws Exception {
        List<Future<List<InetAddress>>> found = IntStream.range(0, 20)
                .mapToObj(number -> findSoon(OWNER, "slow.test"))
                .toList();
        awaitSlow(1);
        assertThat(names.find(OWNER, "quick.test", new Attempt(LONG))).hasSize(1);

        answer.countDown();
        for (Future<List<InetAddress>> one : found) {
            assertThat(one.get()).containsExactly(InetAddress.getLoopbackAddress());
        }
    }

    @Test
    void takesEachHostInItsTurnOnceTheNameServerResponds() throws Exception {
        List<Future<List<InetAddress>>> found = IntStream.range(0, 20)
                .mapToObj(number -> findSoon(OWNER, "slow" + number + ".test"))
                .toList();
        awaitSlow(4);
        answer.countDown();
        for (Future<List<InetAddress>> one : found) {
            assertThat(one.get()).hasSize(1);
        }
        assertThat(slow).hasValue(20);
    }

    @Test
    void endsWithTheAttempt() {
        IntStream.range(0, 4).forEach(number -> findSoon(OWNER, "slow" + number + ".test"));
        awaitSlow(4);
        for (String host : List.of("slow0.test", "slow4.test", "quick.test")) {
            assertThatThrownBy(() -> names.find(OWNER, host, new Attempt(Duration.ofMillis(50))))
                    .as(host)
                    .isInstanceOf(DeliveryFailure.class)
                    .hasMessageStartingWith("No response within");
        }
    }

    @Test
    void saysThatAHostIsUnknown() {
        assertThatThrownBy(() -> names.find(OWNER, "unknown.test", new Attempt(LONG)))
                .isInstanceOf(IOException.class)
                .hasMessage("The host name cannot be resolved.");
    }
}
