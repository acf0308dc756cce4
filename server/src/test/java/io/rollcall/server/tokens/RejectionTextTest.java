package io.rollcall.server.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Creator;
import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RejectionTextTest {
    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
    private static final Optional<Instant> NEVER = Optional.empty();
    private static final Optional<Instant> ENDED = Optional.of(Instant.parse("2026-03-01T07:05:00Z"));
    private static final Actor OKTA =
            new Actor(Actor.Kind.TOKEN, "Prod", "203.0.113.7", "Okta SCIM Client 1.0.0", "id");

    private static Token token(
            Optional<Instant> expires,
            Optional<Long> replacedBy,
            Optional<Instant> retires,
            Optional<Instant> revoked) {
        return new Token(
                1,
                new OrganizationId(1),
                "Prod",
                Token.Scope.READ_WRITE,
                new Creator("Somebody", Optional.empty()),
                Instant.EPOCH,
                expires,
                Optional.empty(),
                NEVER,
                replacedBy,
                retires,
                revoked,
                Optional.empty());
    }

    private static String text(Token token, Optional<String> host, long requests, Optional<Actor> revokedBy) {
        return new RejectionText(token, new RejectedToken.Attempt("GET /Users", 401, OKTA, host), true, requests, 0)
                .sentences(revokedBy, NOW);
    }

    @Test
    void saysHowTheTokenEnded() {
        assertThat(text(token(NEVER, Optional.empty(), NEVER, ENDED), Optional.empty(), 1, Optional.of(Actor.system())))
                .isEqualTo("Okta still uses the token \"Prod\", revoked on 1 Mar 2026, 07:05 UTC by Rollcall.");
        assertThat(text(token(NEVER, Optional.empty(), NEVER, ENDED), Optional.empty(), 1, Optional.empty()))
                .endsWith("revoked on 1 Mar 2026, 07:05 UTC.");
        assertThat(text(token(ENDED, Optional.empty(), NEVER, NEVER), Optional.empty(), 1, Optional.empty()))
                .endsWith("expired on 1 Mar 2026, 07:05 UTC.");
        assertThat(text(token(NEVER, Optional.of(7L), ENDED, NEVER), Optional.empty(), 1, Optional.empty()))
                .endsWith("replaced by token 7 and not valid since 1 Mar 2026, 07:05 UTC.");
    }

    @Test
    void saysAtWhichHostAValidTokenIsNotGood() {
        assertThat(text(
                        token(NEVER, Optional.empty(), NEVER, NEVER),
                        Optional.of("other.example.test"),
                        1,
                        Optional.empty()))
                .endsWith("at other.example.test, which is not this organization's address.");
    }

    @Test
    void saysThatStaticTokensAreOff() {
        RejectedToken.Attempt attempt = new RejectedToken.Attempt("GET /Users", 401, OKTA, Optional.empty());

        assertThat(new RejectionText(token(NEVER, Optional.empty(), NEVER, NEVER), attempt, false, 1, 0)
                        .sentences(Optional.empty(), NOW))
                .isEqualTo("Okta still uses the token \"Prod\", but the organization does not accept static tokens."
                        + " Use an OAuth client.");
    }

    @Test
    void saysHowManyRequestsOneEntryStandsFor() {
        assertThat(text(token(ENDED, Optional.empty(), NEVER, NEVER), Optional.empty(), 42, Optional.empty()))
                .endsWith(" 42 such requests came in a minute.");
    }

    @Test
    void saysHowManyOfThemWereAnsweredWith429() {
        RejectedToken.Attempt attempt = new RejectedToken.Attempt("GET /Users", 401, OKTA, Optional.empty());
        Token expired = token(ENDED, Optional.empty(), NEVER, NEVER);
        assertThat(new RejectionText(expired, attempt, true, 42, 40).sentences(Optional.empty(), NOW))
                .endsWith(" 42 such requests came in a minute; 40 of them were answered with 429.");
        assertThat(new RejectionText(expired, attempt, true, 42, 42).sentences(Optional.empty(), NOW))
                .endsWith("; all of them were answered with 429.");
    }
}
