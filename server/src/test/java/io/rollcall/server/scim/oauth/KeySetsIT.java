package io.rollcall.server.scim.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.oauth.AssertionTrust;
import io.rollcall.server.oauth.OAuthClient;
import io.rollcall.server.oauth.OAuthClients;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.SettableClock;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The keys that verify assertions are fetched, cached and bounded. */
class KeySetsIT {
    private static final SettableClock CLOCK = new SettableClock();
    private static final TestIssuer ENTRA = TestIssuer.create("entra-1");
    private static RunningServer server;

    private final KeyServer keys = new KeyServer().publishing(ENTRA.keys());
    private final TestOrganization organization = TestOrganization.create(server);
    private final OAuthClient client = caller().federated(organization, TestIssuer.SUBJECT, keys.url());

    @BeforeAll
    static void start() {
        server = TestServer.start(
                Map.of(
                        "database.pool-size", "4",
                        "events.webhooks.allow-private", "true",
                        "oauth.keys.timeout-seconds", "3"),
                CLOCK);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void close() {
        keys.close();
    }

    private static OAuthCaller caller() {
        return new OAuthCaller(server);
    }

    private static JWTClaimsSet.Builder claims() {
        return TestIssuer.claims(CLOCK.instant());
    }

    private Response present(String assertion) {
        return caller().present(client, assertion);
    }

    private void assertGranted() {
        assertThat(present(ENTRA.sign(claims())).status()).isEqualTo(200);
    }

    private void assertRefused(String assertion) {
        Response refused = present(assertion);
        assertThat(refused.text("/error")).isEqualTo("invalid_client");
        assertThat(refused.status()).isEqualTo(401);
    }

    private static void assertUnavailable(Response refused, String cause) {
        assertThat(refused.body()).contains("temporarily_unavailable").contains(cause);
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("Retry-After")).isEqualTo("10");
    }

    @Test
    void fetchesTheKeysOnceAndAgainForANewKey() {
        TestIssuer rotated = TestIssuer.create("entra-2");
        assertGranted();
        assertGranted();
        assertThat(keys.requests()).isEqualTo(1);

        keys.publishing(rotated.keys());
        assertRefused(rotated.sign(claims()));
        assertThat(keys.requests()).isEqualTo(1);

        CLOCK.advance(Duration.ofSeconds(11));
        assertThat(present(rotated.sign(claims())).status()).isEqualTo(200);
        assertThat(keys.requests()).isEqualTo(2);
        assertRefused(ENTRA.sign(claims()));
    }

    @Test
    void doesNotFetchTheKeysForEachUnknownKey() {
        assertGranted();
        CLOCK.advance(Duration.ofSeconds(11));

        for (int count = 0; count < 5; count++) {
            assertRefused(ENTRA.sign(claims().build(), JWSAlgorithm.RS256, "unknown-" + count));
        }
        CLOCK.advance(Duration.ofSeconds(11));
        assertRefused(ENTRA.sign(claims().build(), JWSAlgorithm.RS256, "unknown-0"));

        assertThat(keys.requests()).isEqualTo(2);
    }

    @Test
    void followsNoRedirect() {
        try (KeyServer target = new KeyServer().publishing(ENTRA.keys())) {
            keys.answering(KeyServer.redirect(target.url()));

            assertUnavailable(present(ENTRA.sign(claims())), "status 302");
            assertThat(keys.requests()).isEqualTo(1);
            assertThat(target.requests()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"300000, 503", "200000, 200"})
    void refusesAHugeSetOfKeys(int padding, int status) {
        String set = ENTRA.keys().toString();
        keys.answering(KeyServer.text(set.replaceFirst("\\{", "{\"x\":\"" + "y".repeat(padding) + "\",")));

        assertThat(present(ENTRA.sign(claims())).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"51, 503", "50, 200"})
    void refusesASetOfManyKeys(int many, int status) {
        List<JWK> set = new ArrayList<>(ENTRA.keys().getKeys());
        IntStream.range(1, many).mapToObj(ENTRA::renamed).forEach(set::add);
        keys.publishing(new JWKSet(set));

        assertThat(present(ENTRA.sign(claims())).status()).isEqualTo(status);
    }

    @Test
    void asksToRetryLaterIfTheKeysCannotBeFetched() {
        keys.close();

        assertUnavailable(present(ENTRA.sign(claims())), "connection was refused");
        // Not fetched again, but answered alike.
        assertUnavailable(present(ENTRA.sign(claims())), "connection was refused");
    }

    @Test
    void asksToRetryLaterIfANewKeyCannotBeFetched() {
        assertGranted();
        keys.answering(KeyServer.failure());
        CLOCK.advance(Duration.ofSeconds(11));

        assertUnavailable(
                present(ENTRA.sign(claims().build(), JWSAlgorithm.RS256, "entra-2")),
                "The response has the status 500");
        assertGranted();
    }

    @Test
    void usesKeysForADayWhileTheyCannotBeFetched() {
        assertGranted();
        keys.answering(KeyServer.failure());

        CLOCK.advance(Duration.ofHours(23));
        assertGranted();
        assertThat(keys.requests()).isEqualTo(2);

        CLOCK.advance(Duration.ofMinutes(61));
        assertUnavailable(present(ENTRA.sign(claims())), "The response has the status 500");
        keys.publishing(ENTRA.keys());
        CLOCK.advance(Duration.ofSeconds(11));
        assertGranted();
    }

    @Test
    void usesNoKeysOlderThanADayWhileOthersAreFetched() {
        assertGranted();
        CLOCK.advance(Duration.ofHours(25));
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        try (KeyServer slow = new KeyServer().answering(exchange -> {
            asked.countDown();
            await(end);
            exchange.close();
        })) {
            OAuthClient other = caller().federated(organization, TestIssuer.SUBJECT, slow.url());
            CompletableFuture<Response> waiting =
                    CompletableFuture.supplyAsync(() -> caller().present(other, ENTRA.sign(claims())));
            await(asked);

            Response refused = present(ENTRA.sign(claims()));

            end.countDown();
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.text("/error_description")).contains("are being fetched");
            assertThat(waiting.join().status()).isEqualTo(503);
        }
    }

    @Test
    void waitsForKeysForSomeSecondsAtMost() {
        CountDownLatch end = new CountDownLatch(1);
        keys.answering(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            await(end);
            exchange.close();
        });

        Instant before = Instant.now();
        assertThat(present(ENTRA.sign(claims())).status()).isEqualTo(503);

        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(15));
        end.countDown();
    }

    private static void await(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://127.0.0.1/keys, public",
        "https://localhost/keys, public",
        "http://example.com/keys, https",
    })
    void takesNoUrlOfAPrivateAddressOrWithoutTls(String url, String cause) {
        OAuthClients careful = TestServer.shared().component(OAuthClients.class);
        AssertionTrust.Identity identity =
                new AssertionTrust.Identity(TestIssuer.ISSUER, TestIssuer.SUBJECT, TestIssuer.AUDIENCE);

        assertThatThrownBy(() -> careful.federated(identity, url))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(cause);
    }

    @Test
    void takesNoKeysFromPrivateAddressesThatWereStoredBefore() {
        Response refused =
                new OAuthCaller(TestServer.shared()).present(client, ENTRA.sign(TestIssuer.claims(Instant.now())));

        assertUnavailable(refused, "The host has no public address");
        assertThat(keys.requests()).isZero();
    }
}
