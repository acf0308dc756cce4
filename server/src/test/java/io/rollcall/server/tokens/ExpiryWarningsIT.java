package io.rollcall.server.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Lifetime;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.testing.CapturedLog;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.SettableClock;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nobody is surprised by a token's end. */
class ExpiryWarningsIT {
    private static final Duration DAY = Duration.ofDays(1);

    private final SettableClock clock = new SettableClock();
    private final RunningServer server = TestServer.start(Map.of("database.pool-size", "4"), clock);
    private final Tokens tokens = server.component(Tokens.class);
    private final TestOrganization organization = TestOrganization.create(server);
    private final Token.Issued issued =
            tokens.issue(organization.id(), TokenRequest.named("Okta").goodFor(Lifetime.ofDays(32)), Actor.operator());

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void warnsFrom30DaysOnAndOnceADay() {
        clock.advance(DAY);
        assertThat(warnings()).isEmpty();
        assertThat(expiring()).isEmpty();

        clock.advance(DAY);
        assertThat(warnings()).singleElement().satisfies(line -> assertThat(line)
                .contains("'Okta'", "expires in 30 days", "rollcall token rotate " + organization.slug())
                .doesNotContain(issued.secret().reveal()));
        assertThat(expiring()).containsExactly(issued.token().id());

        clock.advance(DAY.minusSeconds(1));
        assertThat(warnings()).isEmpty();

        clock.advance(Duration.ofSeconds(1));
        assertThat(warnings()).hasSize(1);
    }

    @Test
    void warnsOnceWhicheverServerLooks() {
        clock.advance(DAY.multipliedBy(2));
        try (RunningServer second = TestServer.start(Map.of("database.pool-size", "4"), clock);
                CapturedLog log = CapturedLog.warnings(ExpiryWarnings.class)) {
            server.component(ExpiryWarnings.class).log();
            second.component(ExpiryWarnings.class).log();
            assertThat(log.lines().stream().filter(this::isOurs)).hasSizeLessThanOrEqualTo(1);
        }
    }

    @Test
    void warnsNotOfWhatIsReplacedAndInUseOrOver() {
        Token.Issued successor = tokens.rotate(
                organization.id(), issued.token().id(), Optional.of(Lifetime.standard()), Actor.operator());
        clock.advance(DAY.multipliedBy(3));
        assertThat(expiring()).containsExactly(issued.token().id());
        assertThat(warnings()).singleElement().satisfies(line -> assertThat(line)
                .as("it cannot be rotated once more")
                .contains("the token " + successor.token().id() + " that replaces it has not been used yet")
                .doesNotContain("token rotate"));

        new ScimClient(TestServer.scimUrl(server), successor.secret().reveal()).get("/Users");
        assertThat(Eventually.get(this::expiring, List::isEmpty)).isEmpty();
        assertThat(warnings()).isEmpty();
    }

    @Test
    void warnsNotOfASuspendedOrganization() {
        server.component(Organizations.class).suspend(organization.id(), Actor.operator());
        clock.advance(DAY.multipliedBy(3));

        assertThat(warnings()).isEmpty();
    }

    private List<Long> expiring() {
        return tokens.expiring().stream()
                .filter(token -> token.organizationId().equals(organization.id()))
                .map(Token::id)
                .toList();
    }

    private List<String> warnings() {
        try (CapturedLog log = CapturedLog.warnings(ExpiryWarnings.class)) {
            server.component(ExpiryWarnings.class).log();
            return log.lines().stream().filter(this::isOurs).toList();
        }
    }

    private boolean isOurs(String line) {
        return line.contains(organization.slug());
    }
}
