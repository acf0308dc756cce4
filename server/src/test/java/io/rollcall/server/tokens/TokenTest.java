package io.rollcall.server.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.credentials.Credential;
import io.rollcall.server.kernel.Creator;
import io.rollcall.server.kernel.OrganizationId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TokenTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Optional<Instant> LATER = Optional.of(NOW.plusSeconds(1));
    private static final Optional<Instant> REACHED = Optional.of(NOW);
    private static final Optional<Instant> NEVER = Optional.empty();

    @Test
    void isValidUntilTheMomentOfItsEnd() {
        assertThat(token(NEVER, Optional.empty(), NEVER, NEVER).stateAt(NOW)).isEqualTo(Credential.State.VALID);
        assertThat(token(LATER, Optional.empty(), NEVER, NEVER).stateAt(NOW)).isEqualTo(Credential.State.VALID);
        assertThat(token(REACHED, Optional.empty(), NEVER, NEVER).stateAt(NOW)).isEqualTo(Credential.State.EXPIRED);
    }

    @Test
    void worksOnBesideItsSuccessorUntilItRetires() {
        assertThat(token(LATER, Optional.of(2L), NEVER, NEVER).stateAt(NOW)).isEqualTo(Credential.State.REPLACED);
        assertThat(token(LATER, Optional.of(2L), LATER, NEVER).stateAt(NOW)).isEqualTo(Credential.State.REPLACED);
        assertThat(token(LATER, Optional.of(2L), REACHED, NEVER).stateAt(NOW)).isEqualTo(Credential.State.RETIRED);
        assertThat(Credential.State.REPLACED.letsIn()).isTrue();
        assertThat(Credential.State.RETIRED.letsIn()).isFalse();
    }

    @Test
    void isRevokedWhateverElseItIs() {
        assertThat(token(REACHED, Optional.of(2L), REACHED, REACHED).stateAt(NOW))
                .isEqualTo(Credential.State.REVOKED);
    }

    @Test
    void isNearItsExpiryFrom30DaysBefore() {
        Instant expires = NOW.plus(Duration.ofDays(30));
        Token token = token(Optional.of(expires), Optional.empty(), NEVER, NEVER);

        assertThat(token.isNearExpiryAt(NOW.minusMillis(1))).isFalse();
        assertThat(token.isNearExpiryAt(NOW)).isTrue();
        assertThat(token.isNearExpiryAt(expires)).isFalse();
        assertThat(token(NEVER, Optional.empty(), NEVER, NEVER).isNearExpiryAt(NOW))
                .isFalse();
        assertThat(token(LATER, Optional.of(2L), LATER, NEVER).isNearExpiryAt(NOW))
                .isFalse();
    }

    private static Token token(
            Optional<Instant> expires,
            Optional<Long> replacedBy,
            Optional<Instant> retires,
            Optional<Instant> revoked) {
        return new Token(
                1,
                new OrganizationId(1),
                "Okta",
                Token.Scope.READ_WRITE,
                new Creator("Somebody", Optional.empty()),
                NOW.minusSeconds(60),
                expires,
                Optional.empty(),
                Optional.empty(),
                replacedBy,
                retires,
                revoked,
                Optional.empty());
    }
}
