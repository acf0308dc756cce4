package io.rollcall.server.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.SecretText;
import io.rollcall.server.organizations.OrganizationDeletion;
import io.rollcall.server.testing.CapturedLog;
import io.rollcall.server.testing.SettableClock;
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
        return server.component(TokenGrants.class)
                .grant(new TokenGrants.Request(
                        new TokenGrants.ClientAuthentication.OfSecret(
                                client.client().clientId(),
                                client.secret().orElseThrow().text()),
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

    @Test
    void deletesClientsWithTheirOrganization() {
        grant();

        server.component(OrganizationDeletion.class).delete(organization.id(), organization.slug(), Actor.operator());

        assertThat(server.component(OAuthClients.class).list(organization.id())).isEmpty();
        assertThat(server.component(ClientSecrets.class).list(organization.id()))
                .isEmpty();
    }
}
