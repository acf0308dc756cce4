package io.rollcall.server.scim.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.oauth.OAuthClient;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.SettableClock;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.time.Duration;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Entra ID authenticates with an assertion of its own, and nobody else can. */
class FederatedAssertionIT {
    private static final Map<String, String> SETTINGS = Map.of(
            "database.pool-size", "4",
            "events.webhooks.allow-private", "true");
    private static final SettableClock CLOCK = new SettableClock();
    private static final TestIssuer ENTRA = TestIssuer.create("entra-1");
    private static final TestIssuer STRANGER = TestIssuer.create("entra-1");
    private static RunningServer server;
    private static RunningServer secondServer;

    private final KeyServer keys = new KeyServer().publishing(ENTRA.keys());
    private final TestOrganization organization = TestOrganization.create(server);
    private final OAuthClient client = caller().federated(organization, TestIssuer.SUBJECT, keys.url());

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

    private static OAuthCaller caller() {
        return new OAuthCaller(server);
    }

    private static JWTClaimsSet.Builder claims() {
        return TestIssuer.claims(CLOCK.instant());
    }

    private Response present(String assertion) {
        return caller().present(client, assertion);
    }

    private void assertRefused(String assertion, String cause) {
        Response refused = present(assertion);
        assertThat(refused.body()).contains("\"invalid_client\"").contains(cause);
        assertThat(refused.status()).isEqualTo(401);
    }

    @Test
    void grantsATokenForAnAssertionOfEntra() {
        Response granted = present(ENTRA.sign(claims()));

        assertThat(granted.body()).contains("access_token");
        assertThat(granted.text("/scope")).isEqualTo("scim");
        assertThat(caller().scim(granted).get("/Users").status()).isEqualTo(200);
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
        assertRefused(assertion, "used before");
        Response elsewhere = new OAuthCaller(secondServer).present(client, assertion);
        assertThat(elsewhere.text("/error")).isEqualTo("invalid_client");
        assertThat(elsewhere.text("/error_description")).contains("used before");
    }

    static Stream<Arguments> wrongClaims() {
        return Stream.of(
                wrong("aud claim rejected", claims -> claims.audience("api://another")),
                wrong("missing required aud claim", claims -> claims.audience((String) null)),
                wrong("several audiences", claims -> claims.audience(List.of(TestIssuer.AUDIENCE, "api://another"))),
                wrong("sub claim", claims -> claims.subject("f2d0f0a1-11aa-4c7b-9d0c-000000000009")),
                wrong("iss claim", claims -> claims.issuer(TestIssuer.ISSUER + "/")),
                wrong("Expired", claims -> claims.expirationTime(in(Duration.ofMinutes(-2)))),
                wrong("missing required claims: [exp]", claims -> claims.expirationTime(null)),
                wrong("expires in more than 240", claims -> claims.expirationTime(in(Duration.ofHours(5)))),
                wrong("before use time", claims -> claims.notBeforeTime(in(Duration.ofMinutes(2)))),
                wrong("issued in the future", claims -> claims.issueTime(in(Duration.ofMinutes(2)))));
    }

    private static Arguments wrong(String cause, Consumer<JWTClaimsSet.Builder> change) {
        return Arguments.of(cause, change);
    }

    private static Date in(Duration time) {
        return Date.from(CLOCK.instant().plus(time));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongClaims")
    void refusesAnAssertionWithWrongClaims(String cause, Consumer<JWTClaimsSet.Builder> change) {
        JWTClaimsSet.Builder claims = claims();
        change.accept(claims);

        assertRefused(ENTRA.sign(claims), cause);
    }

    @ParameterizedTest
    @ValueSource(strings = {"iss", "sub", "aud", "exp", "nbf", "iat", "jti"})
    void refusesAClaimThatIsNull(String claim) {
        JWTClaimsSet.Builder claims = claims().serializeNullClaims(true).claim(claim, null);

        assertRefused(ENTRA.sign(claims), claim);
    }

    @Test
    void refusesAListOfNoAudience() {
        assertRefused(
                ENTRA.sign(claims().serializeNullClaims(true).claim("aud", Collections.singletonList(null))),
                "missing required aud claim");
    }

    @Test
    void refusesAnAssertionWithoutSignature() {
        assertRefused(new PlainJWT(claims().build()).serialize(), "not a signed JWT");
        String unsigned = ENTRA.sign(claims());
        assertRefused(unsigned.substring(0, unsigned.lastIndexOf('.') + 1), "not a signed JWT");
    }

    @Test
    void refusesASignatureWithThePublicKeyAsSharedSecret() {
        assertRefused(ENTRA.signWithThePublicKey(claims().build()), "its algorithm is none of");
    }

    @Test
    void refusesAlgorithmsOutsideItsList() {
        assertRefused(ENTRA.sign(claims().build(), JWSAlgorithm.RS512, "entra-1"), "its algorithm is none of");
    }

    @Test
    void refusesAForeignKeyWhateverItsName() {
        assertRefused(STRANGER.sign(claims()), "Invalid signature");
        assertRefused(STRANGER.sign(claims().build(), JWSAlgorithm.RS256, "stranger"), "no matching key");
    }

    @Test
    void refusesAnAssertionForAnotherClient() {
        String subject = "f2d0f0a1-11aa-4c7b-9d0c-000000000009";
        OAuthClient other = caller().federated(TestOrganization.create(server), subject, keys.url());

        assertThat(caller().present(other, ENTRA.sign(claims().subject(subject)))
                        .status())
                .isEqualTo(200);
        Response refused = caller().present(other, ENTRA.sign(claims()));
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.text("/error_description")).contains("sub claim");
    }

    @Test
    void grantsNoTokenIfTheOrganizationIsSuspendedWhileTheKeysAreFetched() {
        keys.answering(exchange -> {
            server.component(Organizations.class).suspend(organization.id(), Actor.operator());
            KeyServer.text(ENTRA.keys().toString()).handle(exchange);
        });

        Response refused = present(ENTRA.sign(claims()));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/error")).isEqualTo("unauthorized_client");
    }
}
