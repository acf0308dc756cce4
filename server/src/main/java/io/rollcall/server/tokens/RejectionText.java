package io.rollcall.server.tokens;

import io.rollcall.server.kernel.Actor;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Sentences for administrators about requests with a token that is not valid. */
final class RejectionText {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final String OKTA = "okta";

    private RejectionText() {}

    /**
     * Says who uses which token, and why it is not valid.
     *
     * @param requests how many came since the last such entry
     * @param revokedBy who revoked the token, if that is known
     */
    static String of(Token token, RejectedAttempt attempt, long requests, Optional<Actor> revokedBy, Instant now) {
        String first = client(attempt.actor()) + " still uses the token \"" + token.name() + "\", "
                + attempt.foreignHost()
                        .map(host -> "at " + host + ", which is not this organization's address.")
                        .orElseGet(() -> end(token, revokedBy, now));
        return first + (requests == 1 ? "" : " " + requests + " such requests came in a minute.");
    }

    /** Returns the name of the identity provider, as its user agent tells it. */
    private static String client(Actor actor) {
        return actor.userAgent().toLowerCase(Locale.ROOT).contains(OKTA) ? "Okta" : "A client";
    }

    private static String end(Token token, Optional<Actor> revokedBy, Instant now) {
        return switch (token.stateAt(now)) {
            case REVOKED ->
                "revoked on " + time(token.revoked())
                        + revokedBy.map(actor -> " by " + actor.name()).orElse("") + ".";
            case EXPIRED -> "expired on " + time(token.expires()) + ".";
            case RETIRED ->
                "replaced by token " + token.replacedBy().map(Object::toString).orElse("") + " and not valid since "
                        + time(token.retires()) + ".";
            case VALID, REPLACED -> "which was not valid at that time.";
        };
    }

    private static String time(Optional<Instant> at) {
        return at.map(TIME::format).orElse("");
    }
}
