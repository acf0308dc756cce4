package io.rollcall.server.kernel;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Optional;

/** Lifetime of a token or key. @param period counted from its issue; empty for no limit */
public record Lifetime(Optional<Period> period) {
    /** Longest lifetime in days; anything longer should be unlimited. */
    public static final int MAX_DAYS = 3_650;

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
        if (days < 1 || days > MAX_DAYS) {
            throw Refusal.invalid("It can be good for 1 to " + MAX_DAYS + " days, or never expire.")
                    .about("days");
        }
        return new Lifetime(Optional.of(Period.ofDays(days)));
    }

    /** As long as what was made then and ends then. */
    public static Lifetime between(Instant created, Optional<Instant> expires) {
        return new Lifetime(expires.map(
                end -> Period.ofDays((int) Duration.between(created, end).toDays())));
    }

    /** When what begins then ends. */
    public Optional<Instant> endFrom(Instant start) {
        return period.map(length -> start.atZone(ZoneOffset.UTC).plus(length).toInstant());
    }
}
