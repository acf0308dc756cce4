package io.rollcall.server.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.rollcall.server.database.Database;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.SecretText;
import io.rollcall.server.organizations.OrganizationDeletion;
import io.rollcall.server.testing.CapturedLog;
import io.rollcall.server.testing.SettableClock;
import io.rollcall.server.testing.StoredRows;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import io.rollcall.server.tokens.Token;
import io.rollcall.server.tokens.Tokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets and access tokens end, with a warning, and few of them are kept. */
class ClientUpkeepIT {
    private static final SettableClock CLOCK = new SettableClock();
    private static RunningServer server;

    private final TestOrganization organization = TestOrganization.create(server);
    private final OAuthClient.Issued client = server.component(OAuthClients.class)
            .create(
                    organization.id(),
                    new OAuthClient.Order("Entra", Token.Scope.READ_WRITE, Optional.empty()),
                    ClientSecret.MIN_DAYS,
                    Actor.operator());

    @BeforeAll
    static void start() {
        server = TestServer.start(Map.of("database.pool-size", "4", "oauth.max-tokens-per-client", "3"), CLOCK);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private TokenGrants.Grant grant() {
        return grant(client.secret().orElseThrow().text());
    }

    private TokenGrants.Grant grant(SecretText secret) {
        return server.component(TokenGrants.class)
                .grant(new TokenGrants.Request(
                        new TokenGrants.ClientAuthentication.OfSecret(
                                client.client().clientId(), secret),
                        Optional.empty(),
                        any -> true,
                        any -> Set.of(),
                        any -> {},
                        Actor.system()));
    }

    private boolean isAccepted(SecretText secret) {
        Tokens tokens = server.component(Tokens.class);
        return tokens.find(secret).filter(tokens::accepts).isPresent();
    }

    @Test
    void warnsOfASecretThatExpiresSoon() {
        CLOCK.advance(Duration.ofDays(340));
        ClientUpkeep upkeep = server.component(ClientUpkeep.class);

        try (CapturedLog log = CapturedLog.everything("io.rollcall")) {
            upkeep.warn();
            upkeep.warn();

            assertThat(log.lines())
                    .filteredOn(line -> line.contains("of an OAuth client of the organization " + organization.slug()))
                    .hasSize(1)
                    .allMatch(line -> line.contains("expires in 25 days"));
        }
    }

    @Test
    void warnsOfNoSecretWithANewerOneInUse() {
        ClientSecret old = client.secret().orElseThrow().secret();
        CLOCK.advance(Duration.ofDays(340));
        SecretText newer = server.component(ClientSecrets.class)
                .add(organization.id(), client.client().clientId(), ClientSecret.MIN_DAYS, Actor.operator())
                .text();
        ClientSecrets secrets = server.component(ClientSecrets.class);
        assertThat(secrets.expiring()).extracting(ClientSecret::id).contains(old.id());

        grant(newer);

        assertThat(secrets.expiring()).extracting(ClientSecret::id).doesNotContain(old.id());
    }

    @Test
    void countsSecretsNearExpiry() {
        CLOCK.advance(Duration.ofDays(340));

        server.component(ClientUpkeep.class).warn();

        assertThat(expiring()).isPositive();
    }

    private static double expiring() {
        return server.component(MeterRegistry.class)
                .get("rollcall.client.secrets.expiring")
                .gauge()
                .value();
    }

    @Test
    void endsAccessTokensAfterAnHour() {
        TokenGrants.Grant granted = grant();
        assertThat(isAccepted(granted.secret())).isTrue();

        CLOCK.advance(Duration.ofMinutes(61));

        assertThat(isAccepted(granted.secret())).isFalse();
    }

    @Test
    void keepsTheNewestAccessTokensOfAClient() {
        List<TokenGrants.Grant> granted = new ArrayList<>();
        for (int count = 0; count < 4; count++) {
            granted.add(grant());
        }

        assertThat(granted).extracting(grant -> isAccepted(grant.secret())).containsExactly(false, true, true, true);
    }

    @Test
    void deletesAccessTokensThatExpiredLongAgo() {
        SecretText secret = grant().secret();
        CLOCK.advance(Duration.ofDays(31));

        server.component(ClientUpkeep.class).pruneTokens();

        assertThat(server.component(Tokens.class).find(secret)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"oauth_clients", "oauth_client_secrets", "oauth_assertions", "tokens"})
    void deletesClientsWithTheirOrganization(String table) {
        StoredRows rows = new StoredRows(organization.id());
        grant();
        useAssertion();
        assertThat(rows.count(table)).isPositive();

        server.component(OrganizationDeletion.class).delete(organization.id(), organization.slug(), Actor.operator());

        assertThat(rows.count(table)).isZero();
    }

    /** Leaves a row as an assertion with a jti does. */
    private void useAssertion() {
        Database database = server.component(Database.class);
        database.write(tx -> {
            tx.mapper(AssertionMapper.class)
                    .insert(organization.id(), client.client().id(), new byte[32], CLOCK.instant());
            return true;
        });
    }
}
