package io.rollcall.server.tokens;

import io.rollcall.server.kernel.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Optional;

/** How long a token is good for. @param period from its issue on; empty for ever */
public record Lifetime(Optional<Period> period) {
    /** A token that is meant to live longer is meant to live for ever. */
    public static final int MOST_DAYS = 3_650;

    /** A year. */
    public static Lifetime standard() {
        return new Lifetime(Optional.of(Period.ofYears(1)));
    }

    /** Until it is revoked. */
    public static Lifetime unlimited() {
        return new Lifetime(Optional.empty());
    }

    /** @throws Refusal INVALID where it is no day at all, or more than ten years */
    public static Lifetime ofDays(int days) {
        if (days < 1 || days > MOST_DAYS) {
            throw Refusal.invalid("A token is good for 1 to " + MOST_DAYS + " days, or never expires.");
        }
        return new Lifetime(Optional.of(Period.ofDays(days)));
    }

    /** As long as that token was given. */
    static Lifetime of(Token token) {
        return new Lifetime(token.expires()
                .map(expires -> Period.ofDays(
                        (int) Duration.between(token.created(), expires).toDays())));
    }

    Optional<Instant> endFrom(Instant start) {
        return period.map(length -> start.atZone(ZoneOffset.UTC).plus(length).toInstant());
    }
}
