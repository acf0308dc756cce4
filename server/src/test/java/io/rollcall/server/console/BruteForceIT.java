package io.rollcall.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.administrators.Administrators;
import io.rollcall.server.console.ConsoleClient.Response;
import io.rollcall.server.entry.RunningServer;
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

/** Guessing passwords from one address is hopeless: it has to wait, with one name and with many; others do not. */
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

    /** Returns an address in a network that no other test uses. */
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

    private static void fail(ConsoleClient client, String name) {
        IntStream.range(0, FAILURES).forEach(failure -> client.signIn(name, "wrong"));
    }

    @Test
    void aNameThatFailedTooOftenFromAnAddressHasToWaitThereEvenWithTheRightPassword() {
        String name = administrator();
        ConsoleClient client = stranger();
        for (int failure = 0; failure < FAILURES; failure++) {
            assertThat(client.signIn(name, "wrong").status()).isEqualTo(401);
        }
        Response locked = client.signIn(name, ConsoleServer.PASSWORD);
        assertThat(locked.status()).isEqualTo(429);
        assertThat(locked.body()).contains("Too many failed attempts", "from your address", "in 15 minutes");
        assertThat(locked.headers().firstValue("Retry-After")).contains("900");
        assertThat(locked.cookie()).isEmpty();

        clock.advance(Duration.ofMinutes(14));
        assertThat(client.signIn(name, ConsoleServer.PASSWORD).body()).contains("in a minute");
        clock.advance(Duration.ofMinutes(1));
        assertThat(client.signIn(name, ConsoleServer.PASSWORD).status()).isEqualTo(303);
    }

    @Test
    void anAttackerAtOneAddressCannotLockOutTheAdministratorAtAnother() {
        String name = administrator();
        ConsoleClient attacker = stranger();
        IntStream.range(0, 3 * FAILURES).forEach(failure -> attacker.signIn(name, "wrong"));
        assertThat(attacker.signIn(name, ConsoleServer.PASSWORD).status()).isEqualTo(429);
        assertThat(stranger().signIn(name, ConsoleServer.PASSWORD).status()).isEqualTo(303);
    }

    @Test
    void allAddressesOfAnIpv6NetworkAreOne() {
        String name = administrator();
        for (int failure = 0; failure < FAILURES; failure++) {
            ConsoleClient attacker = ConsoleClient.of(server).with("X-Forwarded-For", "2001:db8:0:7::" + failure);
            assertThat(attacker.signIn(name, "wrong").status()).isEqualTo(401);
        }
        ConsoleClient sameNetwork = ConsoleClient.of(server).with("X-Forwarded-For", "2001:db8:0:7:a:b:c:d");
        ConsoleClient other = ConsoleClient.of(server).with("X-Forwarded-For", "2001:db8:0:8::1");
        assertThat(sameNetwork.signIn(name, ConsoleServer.PASSWORD).status()).isEqualTo(429);
        assertThat(other.signIn(name, ConsoleServer.PASSWORD).status()).isEqualTo(303);
    }

    @Test
    void waitingIsNotMadeLongerByTryingOn() {
        String name = administrator();
        ConsoleClient client = stranger();
        fail(client, name);
        clock.advance(Duration.ofMinutes(10));
        assertThat(client.signIn(name, "wrong").status()).isEqualTo(429);
        clock.advance(Duration.ofMinutes(5));
        assertThat(client.signIn(name, ConsoleServer.PASSWORD).status()).isEqualTo(303);
    }

    @Test
    void aNameThatNobodyHasIsAnsweredInTheSameWords() {
        String nobody = "nobody-" + UUID.randomUUID();
        String somebody = administrator();
        ConsoleClient first = stranger();
        ConsoleClient second = stranger();
        for (int failure = 0; failure < FAILURES; failure++) {
            Response ofNobody = first.signIn(nobody, "wrong");
            Response ofSomebody = second.signIn(somebody, "wrong");
            assertThat(ofNobody.status()).isEqualTo(ofSomebody.status()).isEqualTo(401);
            assertThat(ofNobody.body().replace(nobody, ""))
                    .isEqualTo(ofSomebody.body().replace(somebody, ""));
        }
        Response ofNobody = first.signIn(nobody, "wrong");
        Response ofSomebody = second.signIn(somebody, "wrong");
        assertThat(ofNobody.status()).isEqualTo(ofSomebody.status()).isEqualTo(429);
        assertThat(ofNobody.body().replace(nobody, ""))
                .isEqualTo(ofSomebody.body().replace(somebody, ""));
    }

    @Test
    void aNameIsTheSameInAnyCase() {
        String name = administrator();
        ConsoleClient client = stranger();
        fail(client, name.toUpperCase());
        assertThat(client.signIn(name, ConsoleServer.PASSWORD).status()).isEqualTo(429);
    }

    @Test
    void signingInResetsFormerFailures() {
        String name = administrator();
        ConsoleClient client = stranger();
        for (int round = 0; round < 3; round++) {
            IntStream.range(0, FAILURES - 1).forEach(failure -> client.signIn(name, "wrong"));
            assertThat(client.signIn(name, ConsoleServer.PASSWORD).status()).isEqualTo(303);
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
        String address = "test-" + UUID.randomUUID();
        List<Integer> statuses = Together.run(20, number -> ConsoleClient.of(server)
                .with("X-Forwarded-For", address)
                .signIn(name, "wrong " + number)
                .status());
        assertThat(statuses.stream().filter(status -> status == 401).count()).isLessThanOrEqualTo(FAILURES);
        assertThat(statuses).contains(429);
    }

    @Test
    void anOperatorEndsTheWaiting() {
        String name = administrator();
        ConsoleClient client = stranger();
        fail(client, name);
        assertThat(client.signIn(name, ConsoleServer.PASSWORD).status()).isEqualTo(429);
        String password = server.component(Administrators.class)
                .resetPassword(name, Actor.operator())
                .password();
        assertThat(client.signIn(name, password).status()).isEqualTo(303);
    }

    @Test
    void aStolenSessionCannotBeUsedToGuessThePassword() {
        String name = administrator();
        ConsoleClient client = stranger();
        Response in = client.signIn(name, ConsoleServer.PASSWORD);
        client.with("Cookie", in.cookie().orElseThrow());
        Map<String, String> guess =
                Map.of("old", "wrong", "new", "another good password", "again", "another good password");
        for (int failure = 0; failure < FAILURES; failure++) {
            assertThat(client.post("/console/password", guess).status()).isEqualTo(401);
        }
        assertThat(client.post("/console/password", guess).status()).isEqualTo(429);
    }
}
