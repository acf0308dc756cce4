package io.rollcall.server.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.kernel.Actor;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RejectedAttemptTest {
    /** Ten thousand of them are kept for an hour, whatever their clients send. */
    @Test
    void keepsTheBeginningOfLongTextsOnly() {
        Actor actor = new Actor(Actor.Kind.TOKEN, "t".repeat(20_000), "192.0.2.1", "u".repeat(20_000), "id");
        RejectedToken.Attempt attempt = new RejectedToken.Attempt(
                "GET /\u0100" + "a".repeat(20_000), 401, actor, Optional.of("h".repeat(20_000)));
        assertThat(attempt.toString()).hasSizeLessThan(1_500);
        assertThat(attempt.request()).startsWith("GET /\u0100aa").endsWith("\u2026");
    }

    @Test
    void keepsShortTextsAsTheyAre() {
        RejectedToken.Attempt attempt =
                new RejectedToken.Attempt("GET /Users", 401, Actor.system(), Optional.of("acme.example.com"));
        assertThat(attempt.request()).isEqualTo("GET /Users");
        assertThat(attempt.foreignHost()).contains("acme.example.com");
    }
}
