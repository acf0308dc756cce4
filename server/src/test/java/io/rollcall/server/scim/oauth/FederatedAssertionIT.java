package io.rollcall.server.scim.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.oauth.AssertionTrust;
import io.rollcall.server.oauth.ClientSecret;
import io.rollcall.server.oauth.OAuthClient;
import io.rollcall.server.oauth.OAuthClients;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.SettableClock;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import io.rollcall.server.tokens.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Entra ID authenticates with an assertion of its own, and nobody else can. */
class FederatedAssertionIT {
    private static final Map<String, String> SETTINGS = Map.of(
            "database.pool-size", "4",
            "events.webhooks.allow-private", "true",
            "oauth.keys.timeout-seconds", "1");
    private static final SettableClock CLOCK = new SettableClock();
    private static final TestIssuer ENTRA = TestIssuer.create("entra-1");
    private static final TestIssuer STRANGER = TestIssuer.create("entra-1");
    private static RunningServer server;
    private static RunningServer secondServer;

    private final KeyServer keys = new KeyServer().publishing(ENTRA.keys());
    private final TestOrganization organization = TestOrganization.create(server);
    private final OAuthClient client = create(organization, keys.url());

    @BeforeAll
    static void start() {
        server = TestServer.start(SETTINGS, CLOCK);
        secondServer = TestServer.start(SETTINGS, CLOCK);
    }

    @AfterAll
    static void stop() {
        server.close();
        secondServer.close();
    }

    @AfterEach
    void close() {
        keys.close();
    }

    private static OAuthClient create(TestOrganization owner, String url) {
        OAuthClients clients = server.component(OAuthClients.class);
        AssertionTrust trust = clients.federated(
                new AssertionTrust.Identity(TestIssuer.ISSUER, TestIssuer.SUBJECT, TestIssuer.AUDIENCE), url);
        OAuthClient.Issued issued = clients.create(
                owner.id(),
                new OAuthClient.Order("Entra", Token.Scope.READ_WRITE, Optional.of(trust)),
                ClientSecret.MIN_DAYS,
                Actor.operator());
        assertThat(issued.secret()).isEmpty();
        return issued.client();
    }

    private static JWTClaimsSet.Builder claims() {
        return TestIssuer.claims(CLOCK.instant());
    }

    private Response present(String assertion) {
        return present(server, client, assertion);
    }

    /** Sends the form of Microsoft's documentation. */
    private static Response present(RunningServer by, OAuthClient client, String assertion) {
        return new OAuthCaller(by)
                .post(Map.of(
                        "grant_type", "client_credentials",
                        "client_id", client.clientId(),
                        "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                        "client_assertion", assertion,
                        "scope", "scim"));
    }

    private void assertRefused(String assertion) {
        Response refused = present(assertion);
        assertThat(refused.body()).contains("\"invalid_client\"");
        assertThat(refused.status()).isEqualTo(401);
    }

    @Test
    void grantsATokenForAnAssertionOfEntra() {
        Response granted = present(ENTRA.sign(claims()));

        assertThat(granted.body()).contains("access_token");
        assertThat(granted.text("/scope")).isEqualTo("scim");
        assertThat(new OAuthCaller(server).scim(granted).get("/Users").status()).isEqualTo(200);
    }

    @Test
    void acceptsTheAudienceWithEntrasSuffix() {
        assertThat(present(ENTRA.sign(claims().audience(TestIssuer.AUDIENCE + "/.default")))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void acceptsTheSameAssertionAgainIfItHasNoId() {
        String assertion = ENTRA.sign(claims());

        assertThat(present(assertion).status()).isEqualTo(200);
        assertThat(present(assertion).status()).isEqualTo(200);
    }

    @Test
    void refusesAReplayedAssertionAlsoOnASecondServer() {
        String assertion = ENTRA.sign(claims().jwtID(UUID.randomUUID().toString()));

        assertThat(present(assertion).status()).isEqualTo(200);
        assertRefused(assertion);
        Response elsewhere = present(secondServer, client, assertion);
        assertThat(elsewhere.text("/error")).isEqualTo("invalid_client");
        assertThat(elsewhere.text("/error_description")).contains("used before");
    }

    static Stream<Arguments> wrongClaims() {
        return Stream.of(
                wrong("audience", claims -> claims.audience("api://another")),
                wrong("no audience", claims -> claims.audience((String) null)),
                wrong("two audiences", claims -> claims.audience(List.of(TestIssuer.AUDIENCE, "api://another"))),
                wrong("subject", claims -> claims.subject("f2d0f0a1-11aa-4c7b-9d0c-000000000009")),
                wrong("issuer", claims -> claims.issuer(TestIssuer.ISSUER + "/")),
                wrong("expired", claims -> claims.expirationTime(in(Duration.ofMinutes(-2)))),
                wrong("no expiry", claims -> claims.expirationTime(null)),
                wrong("expires too late", claims -> claims.expirationTime(in(Duration.ofHours(5)))),
                wrong("not yet valid", claims -> claims.notBeforeTime(in(Duration.ofMinutes(2)))),
                wrong("issued in the future", claims -> claims.issueTime(in(Duration.ofMinutes(2)))));
    }

    private static Arguments wrong(String name, Consumer<JWTClaimsSet.Builder> change) {
        return Arguments.of(name, change);
    }

    private static Date in(Duration time) {
        return Date.from(CLOCK.instant().plus(time));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongClaims")
    void refusesAnAssertionWithWrongClaims(String name, Consumer<JWTClaimsSet.Builder> change) {
        JWTClaimsSet.Builder claims = claims();
        change.accept(claims);

        assertRefused(ENTRA.sign(claims));
    }

    @Test
    void refusesAnAssertionWithoutSignature() {
        assertRefused(new PlainJWT(claims().build()).serialize());
        String unsigned = ENTRA.sign(claims());
        assertRefused(unsigned.substring(0, unsigned.lastIndexOf('.') + 1));
    }

    @Test
    void refusesASignatureWithThePublicKeyAsSharedSecret() {
        assertRefused(ENTRA.signWithThePublicKey(claims().build()));
    }

    @Test
    void refusesAlgorithmsOutsideItsList() {
        assertRefused(ENTRA.sign(claims().build(), JWSAlgorithm.RS512, "entra-1"));
    }

    @Test
    void refusesAForeignKeyWhateverItsName() {
        assertRefused(STRANGER.sign(claims()));
        assertRefused(STRANGER.sign(claims().build(), JWSAlgorithm.RS256, "stranger"));
    }

    @Test
    void refusesAnAssertionForAnotherClient() {
        OAuthClient other = new OAuthCaller(server).create(organization).client();

        assertThat(present(server, other, ENTRA.sign(claims())).status()).isEqualTo(401);
    }

    @Test
    void fetchesTheKeysOnceAndAgainForANewKey() {
        TestIssuer rotated = TestIssuer.create("entra-2");
        assertThat(present(ENTRA.sign(claims())).status()).isEqualTo(200);
        assertThat(present(ENTRA.sign(claims())).status()).isEqualTo(200);
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
        assertThat(present(ENTRA.sign(claims())).status()).isEqualTo(200);
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

            assertRefused(ENTRA.sign(claims()));
            assertThat(keys.requests()).isEqualTo(1);
            assertThat(target.requests()).isZero();
        }
    }

    @Test
    void refusesAHugeSetOfKeys() {
        keys.answering(KeyServer.text("{\"keys\":[],\"x\":\"" + "y".repeat(300_000) + "\"}"));

        assertRefused(ENTRA.sign(claims()));
    }

    @Test
    void waitsForKeysForASecondAtMost() {
        CountDownLatch end = new CountDownLatch(1);
        keys.answering(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            await(end);
            exchange.close();
        });

        Instant before = Instant.now();
        assertRefused(ENTRA.sign(claims()));

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

    @Test
    void takesNoKeysFromPrivateAddresses() {
        OAuthClients careful = TestServer.shared().component(OAuthClients.class);
        AssertionTrust.Identity identity =
                new AssertionTrust.Identity(TestIssuer.ISSUER, TestIssuer.SUBJECT, TestIssuer.AUDIENCE);

        for (String url : List.of("https://127.0.0.1/keys", "https://localhost/keys", "http://example.com/keys")) {
            assertThatThrownBy(() -> careful.federated(identity, url)).isInstanceOf(Refusal.class);
        }
    }

    @Test
    void takesNoKeysFromPrivateAddressesThatWereStoredBefore() {
        Response refused = present(TestServer.shared(), client, ENTRA.sign(TestIssuer.claims(Instant.now())));

        assertThat(refused.status()).isEqualTo(401);
        assertThat(keys.requests()).isZero();
    }
}
