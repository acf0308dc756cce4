package io.rollcall.server.scim.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.oauth.AssertionTrust;
import io.rollcall.server.oauth.OAuthClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.io.IOException;
import java.text.ParseException;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Another maker's OAuth server plays Entra ID: its assertions are accepted, and forged ones are not. */
class EntraFederationIT {
    private static final MockOAuth2Server ENTRA = new MockOAuth2Server();
    private static final String ISSUER = "entra";
    private static final String SUBJECT = "f2d0f0a1-11aa-4c7b-9d0c-000000000002";
    private static final String AUDIENCE = "api://0b1f6f6a-7c3a-4d2d-8a50-000000000003";
    private static final long AN_HOUR = 3_600;
    private static RunningServer server;

    private final TestOrganization organization = TestOrganization.create(server);
    private final OAuthClient client = client(ENTRA.jwksUrl(ISSUER).toString());

    @BeforeAll
    static void start() {
        ENTRA.start();
        server = TestServer.start(Map.of("database.pool-size", "4", "events.webhooks.allow-private", "true"));
    }

    @AfterAll
    static void stop() {
        server.close();
        ENTRA.shutdown();
    }

    private OAuthClient client(String keysUrl) {
        return caller().federated(
                        organization,
                        new AssertionTrust.Identity(ENTRA.issuerUrl(ISSUER).toString(), SUBJECT, AUDIENCE),
                        keysUrl);
    }

    private static OAuthCaller caller() {
        return new OAuthCaller(server);
    }

    private static SignedJWT issued() {
        return issued(ISSUER, Map.of(), AN_HOUR);
    }

    /** @param claims that differ from those of a right assertion */
    private static SignedJWT issued(String issuer, Map<String, Object> claims, long lifetime) {
        return ENTRA.issueToken(issuer, SUBJECT, AUDIENCE, claims, lifetime);
    }

    private Response present(String assertion) {
        return caller().present(client, assertion);
    }

    private void assertRefused(String assertion, String cause) {
        Response refused = present(assertion);
        assertThat(refused.text("/error_description")).contains(cause);
        assertThat(refused.text("/error")).isEqualTo("invalid_client");
        assertThat(refused.status()).isEqualTo(401);
    }

    @Test
    void grantsATokenForARightAssertionOnce() {
        String assertion = issued().serialize();

        Response granted = present(assertion);

        assertThat(granted.status()).isEqualTo(200);
        assertThat(caller().scim(granted).get("/Users").status()).isEqualTo(200);
        assertRefused(assertion, "used before");
    }

    @ParameterizedTest
    @CsvSource({
        "aud, api://another, aud claim rejected",
        "sub, f2d0f0a1-11aa-4c7b-9d0c-000000000009, sub claim",
        "iss, https://login.example.com/v2.0, iss claim",
    })
    void refusesAForeignClaim(String claim, String value, String cause) {
        assertRefused(issued(ISSUER, Map.of(claim, value), AN_HOUR).serialize(), cause);
    }

    @Test
    void refusesAnExpiredAssertion() {
        assertRefused(issued(ISSUER, Map.of(), -120).serialize(), "Expired");
    }

    @Test
    void refusesAnAssertionWithoutSignature() throws ParseException {
        assertRefused(new PlainJWT(issued().getJWTClaimsSet()).serialize(), "not a signed JWT");
    }

    @Test
    void refusesASignatureWithThePublicKeyAsSharedSecret() throws IOException, ParseException, JOSEException {
        byte[] publicKey = JWKSet.load(ENTRA.jwksUrl(ISSUER).url())
                .getKeys()
                .get(0)
                .toRSAKey()
                .toPublicKey()
                .getEncoded();
        SignedJWT issued = issued();
        SignedJWT forged = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .keyID(issued.getHeader().getKeyID())
                        .build(),
                issued.getJWTClaimsSet());
        forged.sign(new MACSigner(publicKey));

        assertRefused(forged.serialize(), "its algorithm is none of");
    }

    @Test
    void refusesAKeyOfAnotherTenant() throws ParseException {
        SignedJWT foreign =
                issued("another", Map.of("iss", ENTRA.issuerUrl(ISSUER).toString()), AN_HOUR);
        assertThat(foreign.getHeader().getKeyID()).isEqualTo("another");
        assertThat(foreign.getJWTClaimsSet().getIssuer())
                .isEqualTo(issued().getJWTClaimsSet().getIssuer());

        assertRefused(foreign.serialize(), "no matching key");
    }

    @Test
    void followsNoRedirectOfTheKeysToLoopback() {
        try (KeyServer redirecting = new KeyServer()) {
            redirecting.answering(KeyServer.redirect(ENTRA.jwksUrl(ISSUER).toString()));

            Response refused = caller().present(client(redirecting.url()), issued().serialize());

            assertThat(refused.text("/error_description")).contains("The response has the status 302");
            assertThat(refused.status()).isEqualTo(503);
        }
    }
}
