package io.rollcall.server.console.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.kernel.Creator;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.organizations.DeprovisioningPolicy;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.organizations.Slug;
import io.rollcall.server.tokens.Token;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SetupConnectionTest {
    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
    private static final Instant BEFORE = NOW.minusSeconds(3_600);
    private static final Optional<Instant> NEVER = Optional.empty();
    private static final Optional<Instant> SEEN = Optional.of(NOW.minusSeconds(60));

    private boolean scimEnabled = true;

    private SetupConnection connection(Token... tokens) {
        Organization organization = new Organization(
                new OrganizationId(1),
                new Slug("acme"),
                "Acme",
                scimEnabled,
                Organization.Status.ACTIVE,
                new DeprovisioningPolicy(Optional.empty(), DeprovisioningPolicy.Rehire.SAME_ID),
                false,
                BEFORE,
                true);
        return new SetupConnection(organization, List.of(tokens), NOW);
    }

    private static Token token(
            long id, Token.Scope scope, Optional<Instant> success, Optional<Long> replacedBy, Optional<Instant> ended) {
        return new Token(
                id,
                new OrganizationId(1),
                "Okta",
                scope,
                new Creator("Somebody", Optional.empty()),
                BEFORE.plusSeconds(id),
                NEVER,
                Optional.empty(),
                success,
                replacedBy,
                replacedBy.isPresent() ? ended : NEVER,
                replacedBy.isPresent() ? NEVER : ended,
                Optional.empty());
    }

    private static Token valid(long id, Optional<Instant> success) {
        return token(id, Token.Scope.READ_WRITE, success, Optional.empty(), NEVER);
    }

    private static Token revoked(long id) {
        return token(id, Token.Scope.READ_WRITE, SEEN, Optional.empty(), Optional.of(NOW));
    }

    @Test
    void isTestedByASuccessOfATokenThatIsStillValid() {
        assertThat(connection(valid(1, SEEN)).isTested()).isTrue();
        assertThat(connection(valid(1, NEVER)).isTested()).isFalse();
        assertThat(connection(revoked(1)).isTested()).isFalse();
        assertThat(connection(revoked(1), valid(2, NEVER)).isTested())
                .as("the test of a former token")
                .isFalse();
    }

    @Test
    void isTestedAgainAfterARotation() {
        Token old = token(1, Token.Scope.READ_WRITE, SEEN, Optional.of(2L), NEVER);
        assertThat(connection(old, valid(2, NEVER)).isTested()).isFalse();
        assertThat(connection(old, valid(2, SEEN)).isTested()).isTrue();
    }

    @Test
    void isNeitherReadyNorTestedWhileItIsOffOrMayOnlyRead() {
        scimEnabled = false;
        assertThat(connection(valid(1, SEEN)).isReady()).isFalse();
        assertThat(connection(valid(1, SEEN)).isTested()).isFalse();
        scimEnabled = true;
        assertThat(connection(valid(1, SEEN)).isReady()).isTrue();
        Token readOnly = token(1, Token.Scope.READ_ONLY, SEEN, Optional.empty(), NEVER);
        assertThat(connection(readOnly).isReady()).isFalse();
        assertThat(connection(readOnly).isTested()).isFalse();
    }

    @Test
    void goesOnThroughRotationsAndEndsWithARevocation() {
        Token first = token(1, Token.Scope.READ_WRITE, SEEN, Optional.of(2L), Optional.of(NOW));
        Token second = token(2, Token.Scope.READ_WRITE, SEEN, Optional.of(3L), NEVER);
        assertThat(connection(first, second, valid(3, NEVER)).since()).contains(first.created());
        assertThat(connection(revoked(1), valid(2, NEVER)).since()).contains(BEFORE.plusSeconds(2));
        assertThat(connection(revoked(1)).since()).isEmpty();
    }
}
