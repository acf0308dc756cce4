package io.rollcall.server.console.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.rollcall.server.console.page.ConsoleTexts;
import io.rollcall.server.credentials.Credential;
import io.rollcall.server.kernel.Creator;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.oauth.AssertionTrust;
import io.rollcall.server.oauth.ClientSecret;
import io.rollcall.server.oauth.ClientWithSecrets;
import io.rollcall.server.oauth.OAuthClient;
import io.rollcall.server.organizations.DeprovisioningPolicy;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.organizations.Slug;
import io.rollcall.server.tokens.RejectedToken;
import io.rollcall.server.tokens.Token;
import io.rollcall.server.traffic.HourOfTraffic;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Alerts of organizations whose identity provider uses OAuth clients, or that refuse static tokens. */
class ClientAlertsTest {
    private static final OrganizationId ORGANIZATION = new OrganizationId(1);
    private static final Creator SOMEBODY = new Creator("Somebody", Optional.empty());
    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
    private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(300));
    private static final Optional<Instant> NEVER = Optional.empty();
    private static final Optional<Credential.LastUse> UNUSED = Optional.empty();
    private static final Optional<Credential.LastUse> USED = Optional.of(new Credential.LastUse(NOW, "192.0.2.7"));

    private boolean staticTokens = true;
    private List<Token> tokens = List.of();
    private List<ClientWithSecrets> clients = List.of();
    private List<RejectedToken> rejected = List.of();

    private List<Alert> alerts() {
        return Alerts.of(ConsoleTexts.english(), state());
    }

    private ProvisioningState state() {
        Organization organization = new Organization(
                ORGANIZATION,
                new Slug("acme"),
                "Acme",
                true,
                Organization.Status.ACTIVE,
                new DeprovisioningPolicy(Optional.empty(), DeprovisioningPolicy.Rehire.SAME_ID),
                false,
                LONG_AGO,
                staticTokens);
        return new ProvisioningState(
                organization,
                tokens,
                clients,
                rejected,
                Chart.of(List.of(new HourOfTraffic(NOW, 0, 0, 0, 0, NOW))),
                NEVER,
                NEVER,
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                NOW);
    }

    private static ClientWithSecrets client(Token.Scope scope, Optional<Instant> revoked, ClientSecret... secrets) {
        return client(scope, Optional.empty(), revoked, secrets);
    }

    private static ClientWithSecrets client(
            Token.Scope scope, Optional<AssertionTrust> trust, Optional<Instant> revoked, ClientSecret... secrets) {
        return new ClientWithSecrets(
                new OAuthClient(
                        5,
                        ORGANIZATION,
                        "0123456789abcdef0123456789abcdef",
                        "Entra",
                        scope,
                        trust,
                        SOMEBODY,
                        LONG_AGO,
                        UNUSED,
                        revoked),
                Arrays.asList(secrets));
    }

    private static ClientSecret secret(long id, Duration left, Optional<Credential.LastUse> lastUse) {
        return new ClientSecret(id, ORGANIZATION, 5, SOMEBODY, LONG_AGO, NOW.plus(left), lastUse, NEVER);
    }

    private static Token staticToken(Optional<Instant> revoked) {
        return token(1, "Okta", Optional.empty(), NEVER, NEVER, revoked);
    }

    private static Token accessToken(Instant expires, Optional<Instant> success, Optional<Instant> revoked) {
        return token(2, "Entra", Optional.of(5L), Optional.of(expires), success, revoked);
    }

    private static Token token(
            long id,
            String name,
            Optional<Long> client,
            Optional<Instant> expires,
            Optional<Instant> success,
            Optional<Instant> revoked) {
        return new Token(
                id,
                ORGANIZATION,
                name,
                Token.Scope.READ_WRITE,
                SOMEBODY,
                LONG_AGO,
                expires,
                Optional.empty(),
                success,
                Optional.empty(),
                NEVER,
                revoked,
                client);
    }

    @Test
    void aClientBetweenTwoAccessTokensIsConnected() {
        clients = List.of(client(Token.Scope.READ_WRITE, NEVER, secret(7, Duration.ofDays(100), USED)));
        tokens = List.of(accessToken(NOW.minusSeconds(60), Optional.of(NOW.minusSeconds(600)), NEVER));

        assertThat(alerts()).isEmpty();
        assertThat(state().credentials()).isEqualTo(1);

        staticTokens = false;
        assertThat(alerts()).isEmpty();
    }

    @Test
    void aNewClientNeedsNoTokenBesides() {
        clients = List.of(client(Token.Scope.READ_WRITE, NEVER, secret(7, Duration.ofDays(365), UNUSED)));
        assertThat(alerts()).extracting(Alert::id).containsExactly("unused");

        AssertionTrust trust = AssertionTrust.ofIssuer(
                new AssertionTrust.Identity("https://issuer.example.com", "subject", "audience"), "https://keys");
        clients = List.of(client(Token.Scope.READ_WRITE, Optional.of(trust), NEVER));
        assertThat(alerts()).extracting(Alert::id).containsExactly("unused");
    }

    @Test
    void staticTokensConnectNobodyIfTheyAreRefused() {
        tokens = List.of(staticToken(NEVER));
        assertThat(alerts()).extracting(Alert::id).containsExactly("unused");

        staticTokens = false;

        assertThat(state().credentials()).isZero();
        assertThat(alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.id()).isEqualTo("no-client");
            assertThat(alert.text()).contains("Static tokens are rejected, and there's no active OAuth client");
            assertThat(alert.path()).endsWith("/acme/security/clients");
            assertThat(alert.isUrgent()).isTrue();
        });
    }

    @Test
    void anOrganizationWithoutStaticTokensBeginsWithAClient() {
        staticTokens = false;

        assertThat(alerts()).extracting(Alert::id).containsExactly("new-client");
    }

    @Test
    void aClientThatEndedConnectsNobody() {
        Instant revoked = NOW.minusSeconds(60);
        clients = List.of(client(Token.Scope.READ_WRITE, Optional.of(revoked)));
        assertThat(alerts())
                .extracting(Alert::id, Alert::since)
                .containsExactly(tuple("no-token", Optional.of(revoked)));

        clients = List.of(client(Token.Scope.READ_WRITE, NEVER, secret(7, Duration.ZERO, USED)));
        assertThat(alerts()).extracting(Alert::id, Alert::since).containsExactly(tuple("no-token", Optional.of(NOW)));
    }

    @Test
    void aReadOnlyClientCannotProvision() {
        clients = List.of(client(Token.Scope.READ_ONLY, NEVER, secret(7, Duration.ofDays(100), USED)));

        assertThat(alerts()).extracting(Alert::id).containsExactly("read-only");
    }

    @Test
    void warnsOfASecretNearExpiryUntilANewerOneIsInUse() {
        tokens = List.of(accessToken(NOW.plusSeconds(60), Optional.of(NOW), NEVER));
        ClientSecret old = secret(7, Duration.ofDays(3), USED);
        clients = List.of(client(Token.Scope.READ_WRITE, NEVER, old));
        assertThat(alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.level()).isEqualTo(Alert.Level.WARNING);
            assertThat(alert.id()).isEqualTo("secret-expiring:7");
            assertThat(alert.text()).isEqualTo("A secret of the OAuth client \"Entra\" expires on 5 Mar 2026.");
            assertThat(alert.path()).endsWith("/acme/security/clients");
        });

        clients = List.of(client(Token.Scope.READ_WRITE, NEVER, old, secret(8, Duration.ofDays(365), UNUSED)));
        assertThat(alerts()).singleElement().satisfies(alert -> assertThat(alert.text())
                .contains("newer secret hasn't been used yet"));

        clients = List.of(client(Token.Scope.READ_WRITE, NEVER, old, secret(8, Duration.ofDays(365), USED)));
        assertThat(alerts()).isEmpty();
    }

    @Test
    void tellsThatStaticTokensAreOff() {
        staticTokens = false;
        clients = List.of(client(Token.Scope.READ_WRITE, NEVER, secret(7, Duration.ofDays(100), USED)));
        tokens = List.of(staticToken(NEVER));
        rejected = List.of(new RejectedToken(1, NOW.minusSeconds(600), NOW, 42));

        assertThat(alerts()).first().satisfies(alert -> {
            assertThat(alert.text()).contains("42 requests", "because static tokens are off");
            assertThat(alert.path()).endsWith("/acme/security/clients");
        });

        rejected = List.of(new RejectedToken(RejectedToken.UNKNOWN, NOW.minusSeconds(600), NOW, 42));
        assertThat(alerts()).first().satisfies(alert -> assertThat(alert.text())
                .contains("unknown token", "set it up with an OAuth client"));
    }

    @Test
    void tellsThatAnAccessTokenWasRevoked() {
        clients = List.of(client(Token.Scope.READ_WRITE, NEVER, secret(8, Duration.ofDays(100), UNUSED)));
        tokens = List.of(accessToken(NOW.plusSeconds(60), Optional.of(NOW), Optional.of(NOW)));
        rejected = List.of(new RejectedToken(2, NOW.minusSeconds(600), NOW, 42));

        assertThat(alerts()).first().satisfies(alert -> {
            assertThat(alert.isUrgent()).isTrue();
            assertThat(alert.text()).contains("revoked access token of the OAuth client");
            assertThat(alert.path()).endsWith("/acme/security/clients");
        });
    }

    @Test
    void aClientThatSucceedsWithTheNextAccessTokenIsNotUrgent() {
        clients = List.of(client(Token.Scope.READ_WRITE, NEVER, secret(7, Duration.ofDays(100), USED)));
        tokens =
                List.of(staticToken(Optional.of(LONG_AGO)), accessToken(NOW.minusSeconds(60), Optional.of(NOW), NEVER));
        rejected = List.of(new RejectedToken(1, NOW.minusSeconds(900), NOW.minusSeconds(600), 42));

        assertThat(alerts()).singleElement().satisfies(alert -> assertThat(alert.isUrgent())
                .isFalse());
    }
}
