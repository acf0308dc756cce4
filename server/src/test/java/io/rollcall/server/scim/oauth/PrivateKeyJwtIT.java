package io.rollcall.server.scim.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.oauth.ClientSecret;
import io.rollcall.server.oauth.OAuthClient;
import io.rollcall.server.oauth.OAuthClients;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import io.rollcall.server.tokens.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A client authenticates with assertions that it signs with its private key (RFC 7523). */
class PrivateKeyJwtIT {
    private static final RunningServer SERVER = TestServer.shared();
    private static final TestIssuer ISSUER = TestIssuer.create("own");

    private final OAuthClients clients = SERVER.component(OAuthClients.class);
    private final TestOrganization organization = TestOrganization.create();
    private final OAuthClient client = clients.create(
                    organization.id(),
                    new OAuthClient.Order(
                            "Ping",
                            Token.Scope.READ_WRITE,
                            Optional.of(clients.ownKey(
                                    Optional.empty(), Optional.of(ISSUER.keys().toString())))),
                    ClientSecret.MIN_DAYS,
                    Actor.operator())
            .client();

    private JWTClaimsSet.Builder claims() {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(client.clientId())
                .subject(client.clientId())
                .audience("http://127.0.0.1:" + SERVER.port() + "/oauth/token")
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(Duration.ofMinutes(5))));
    }

    private Response present(JWTClaimsSet.Builder claims, String... clientId) {
        Map<String, String> form = new HashMap<>(Map.of(
                "grant_type", "client_credentials",
                "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                "client_assertion", ISSUER.sign(claims)));
        for (String id : clientId) {
            form.put("client_id", id);
        }
        return new OAuthCaller(SERVER).post(form);
    }

    @Test
    void grantsATokenWithAndWithoutTheClientIdInTheForm() {
        assertThat(present(claims()).status()).isEqualTo(200);
        assertThat(present(claims(), client.clientId()).status()).isEqualTo(200);
    }

    @Test
    void acceptsTheIssuerAsAudience() {
        assertThat(present(claims().audience("http://127.0.0.1:" + SERVER.port()))
                        .status())
                .isEqualTo(200);
        assertThat(present(claims().audience("https://" + organization.slug() + "." + TestServer.BASE_DOMAIN))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void refusesWrongClaims() {
        assertRefused(claims().audience("https://elsewhere.example.com/oauth/token"), "aud claim rejected");
        assertRefused(claims().issuer("somebody"), "iss claim");
        assertRefused(claims().subject("somebody"), "sub claim");
        assertRefused(claims().jwtID(null), "missing required claims: [jti]");
        assertRefused(claims().serializeNullClaims(true).claim("jti", null), "its claim jti is null");
    }

    private void assertRefused(JWTClaimsSet.Builder claims, String cause) {
        Response refused = present(claims, client.clientId());
        assertThat(refused.text("/error_description")).contains(cause);
        assertThat(refused.status()).isEqualTo(401);
    }

    @Test
    void refusesAnAssertionThatWasUsed() {
        JWTClaimsSet.Builder claims = claims();

        assertThat(present(claims).status()).isEqualTo(200);
        assertThat(present(claims).text("/error")).isEqualTo("invalid_client");
    }

    @Test
    void takesPublicKeysOnly() {
        String leaked = new JWKSet(ISSUER.key()).toString(false);

        assertThatThrownBy(() -> clients.ownKey(Optional.empty(), Optional.of(leaked)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("private key");
        assertThatThrownBy(() -> clients.ownKey(Optional.empty(), Optional.of("{}")))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> clients.ownKey(Optional.empty(), Optional.empty()))
                .isInstanceOf(Refusal.class);
    }
}
