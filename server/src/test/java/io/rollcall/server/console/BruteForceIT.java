package io.rollcall.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.RunningServer;
import io.rollcall.server.administrators.Administrators;
import io.rollcall.server.console.ConsoleClient.Answer;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.testing.SettableClock;
import io.rollcall.server.testing.TestServer;
import io.rollcall.server.testing.Together;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Guessing passwords is hopeless: a name, and an address, that fail too often have to wait. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BruteForceIT {
    private static final int FAILURES = 5;
    private static final int FAILURES_OF_ADDRESS = 12;

    private final SettableClock clock = new SettableClock();
    private final RunningServer server = TestServer.start(
            Map.of(
                    "http.trusted-proxies", "127.0.0.1",
                    "console.sign-in-failures", Integer.toString(FAILURES),
                    "console.sign-in-failures-of-address", Integer.toString(FAILURES_OF_ADDRESS)),
            clock);

    @AfterAll
    void stop() {
        server.close();
    }

    private String administrator() {
        return ConsoleServer.administrator(server, Optional.empty());
    }

    /** Somebody at an address that nobody else has. */
    private ConsoleClient stranger() {
        return ConsoleClient.of(server).with("X-Forwarded-For", anAddress());
    }

    /** Of a network that no other test's is. */
    private static String anAddress() {
        byte[] address = ByteBuffer.allocate(16)
                .putLong(ThreadLocalRandom.current().nextLong() >>> 3 | 1L << 61)
                .array();
        try {
            return InetAddress.getByAddress(address).getHostAddress();
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Test
    void aNameThatFailedTooOftenHasToWaitEvenWithTheRightPassword() {
        String name = administrator();
        for (int failure = 0; failure < FAILURES; failure++) {
            assertThat(stranger().signIn(name, "wrong").status()).isEqualTo(401);
        }
        Answer locked = stranger().signIn(name, ConsoleServer.PASSWORD);
        assertThat(locked.status()).isEqualTo(429);
        assertThat(locked.body()).contains("Too many failed attempts", "in 15 minutes");
        assertThat(locked.cookie()).isEmpty();

        clock.advance(Duration.ofMinutes(14));
        assertThat(stranger().signIn(name, ConsoleServer.PASSWORD).body()).contains("in a minute");
        clock.advance(Duration.ofMinutes(1));
        assertThat(stranger().signIn(name, ConsoleServer.PASSWORD).status()).isEqualTo(303);
    }

    @Test
    void waitingIsNotMadeLongerByTryingOn() {
        String name = administrator();
        IntStream.range(0, FAILURES).forEach(failure -> stranger().signIn(name, "wrong"));
        clock.advance(Duration.ofMinutes(10));
        assertThat(stranger().signIn(name, "wrong").status()).isEqualTo(429);
        clock.advance(Duration.ofMinutes(5));
        assertThat(stranger().signIn(name, ConsoleServer.PASSWORD).status()).isEqualTo(303);
    }

    @Test
    void aNameThatNobodyHasIsAnsweredInTheSameWords() {
        String nobody = "nobody-" + UUID.randomUUID();
        String somebody = administrator();
        for (int failure = 0; failure < FAILURES; failure++) {
            Answer ofNobody = stranger().signIn(nobody, "wrong");
            Answer ofSomebody = stranger().signIn(somebody, "wrong");
            assertThat(ofNobody.status()).isEqualTo(ofSomebody.status()).isEqualTo(401);
            assertThat(ofNobody.body().replace(nobody, ""))
                    .isEqualTo(ofSomebody.body().replace(somebody, ""));
        }
        assertThat(stranger().signIn(nobody, "wrong").status()).isEqualTo(429);
    }

    @Test
    void aNameIsTheSameInAnyCase() {
        String name = administrator();
        IntStream.range(0, FAILURES).forEach(failure -> stranger().signIn(name.toUpperCase(), "wrong"));
        assertThat(stranger().signIn(name, ConsoleServer.PASSWORD).status()).isEqualTo(429);
    }

    @Test
    void signingInMakesFormerFailuresCountNoMore() {
        String name = administrator();
        for (int round = 0; round < 3; round++) {
            IntStream.range(0, FAILURES - 1).forEach(failure -> stranger().signIn(name, "wrong"));
            assertThat(stranger().signIn(name, ConsoleServer.PASSWORD).status()).isEqualTo(303);
        }
    }

    @Test
    void anAddressThatTriesManyNamesHasToWaitAndOthersDoNot() {
        ConsoleClient attacker = stranger();
        String name = administrator();
        for (int failure = 0; failure < FAILURES_OF_ADDRESS; failure++) {
            assertThat(attacker.signIn("name-" + UUID.randomUUID(), "wrong").status())
                    .isEqualTo(401);
        }
        assertThat(attacker.signIn(name, ConsoleServer.PASSWORD).status()).isEqualTo(429);
        assertThat(stranger().signIn(name, ConsoleServer.PASSWORD).status()).isEqualTo(303);
    }

    @Test
    void theAddressesOfOneIpv6NetworkWaitTogether() {
        String network =
                "2001:db8:" + Integer.toHexString(ThreadLocalRandom.current().nextInt(1 << 16)) + ":7:";
        for (int failure = 0; failure < FAILURES_OF_ADDRESS; failure++) {
            assertThat(ConsoleClient.of(server)
                            .with("X-Forwarded-For", "[" + network + ":" + failure + "]:4711")
                            .signIn("name-" + UUID.randomUUID(), "wrong")
                            .status())
                    .isEqualTo(401);
        }
        ConsoleClient neighbour = ConsoleClient.of(server).with("X-Forwarded-For", network + ":ffff");
        assertThat(neighbour.signIn(administrator(), ConsoleServer.PASSWORD).status())
                .isEqualTo(429);
    }

    @Test
    void manyAtOnceGetNoMoreGuessesThanOneAfterTheOther() {
        String name = administrator();
        List<Integer> statuses = Together.run(
                20, number -> stranger().signIn(name, "wrong " + number).status());
        assertThat(statuses.stream().filter(status -> status == 401).count()).isLessThanOrEqualTo(FAILURES);
        assertThat(statuses).contains(429);
    }

    @Test
    void anOperatorEndsTheWaiting() {
        String name = administrator();
        IntStream.range(0, FAILURES).forEach(failure -> stranger().signIn(name, "wrong"));
        String password = server.component(Administrators.class)
                .resetPassword(name, Actor.operator())
                .password();
        Answer answer = stranger().signIn(name, password);
        assertThat(answer.status()).isEqualTo(303);
    }

    @Test
    void aStolenSessionCannotBeUsedToGuessThePassword() {
        String name = administrator();
        ConsoleClient client = stranger();
        Answer in = client.signIn(name, ConsoleServer.PASSWORD);
        client.with("Cookie", in.cookie().orElseThrow());
        Map<String, String> guess =
                Map.of("old", "wrong", "new", "another good password", "again", "another good password");
        for (int failure = 0; failure < FAILURES; failure++) {
            assertThat(client.post("/console/password", guess).status()).isEqualTo(401);
        }
        assertThat(client.post("/console/password", guess).status()).isEqualTo(429);
    }
}
