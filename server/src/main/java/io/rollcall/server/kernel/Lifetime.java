package io.rollcall.server.kernel;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Optional;

/** Lifetime of a token or key. @param period time from issue to expiry; empty for no expiry */
public record Lifetime(Optional<Period> period) {
    /** Longest lifetime in days; anything longer should be unlimited. */
    public static final int MAX_DAYS = 3_650;

    /** Returns the default lifetime of one year. */
    public static Lifetime standard() {
        return new Lifetime(Optional.of(Period.ofYears(1)));
    }

    /** Returns a lifetime without expiry. */
    public static Lifetime unlimited() {
        return new Lifetime(Optional.empty());
    }

    /** @throws Refusal INVALID if it is less than a day or more than ten years */
    public static Lifetime ofDays(int days) {
        if (days < 1 || days > MAX_DAYS) {
            throw Refusal.invalid("The lifetime is 1 to " + MAX_DAYS + " days, or unlimited.")
                    .about("days");
        }
        return new Lifetime(Optional.of(Period.ofDays(days)));
    }

    /** Returns the lifetime of a credential with these dates. */
    public static Lifetime between(Instant created, Optional<Instant> expires) {
        return new Lifetime(expires.map(
                end -> Period.ofDays((int) Duration.between(created, end).toDays())));
    }

    /** Returns the expiry of a credential issued at {@code start}. */
    public Optional<Instant> endFrom(Instant start) {
        return period.map(length -> start.atZone(ZoneOffset.UTC).plus(length).toInstant());
    }
}
