package io.rollcall.server.tokens;

import io.rollcall.server.kernel.Actor;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * Text for administrators about requests with an invalid token.
 *
 * @param staticTokens whether the organization accepts static tokens
 * @param requests the number of requests since the last such entry
 * @param tooMany the number of these requests answered with 429
 */
record RejectionText(Token token, RejectedToken.Attempt attempt, boolean staticTokens, long requests, long tooMany) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final String OKTA = "okta";

    /** Returns sentences about the client, the token and the reason. @param revokedBy empty if unknown */
    String sentences(Optional<Actor> revokedBy, Instant now) {
        String first = client(attempt.actor()) + " still uses " + (isStatic() ? "the token" : "an access token of")
                + " \"" + token.name() + "\", "
                + attempt.foreignHost()
                        .map(host -> "at " + host + ", which is not this organization's address.")
                        .orElseGet(() -> end(revokedBy, now));
        return requests == 1 ? first : first + " " + requests + " such requests came in a minute" + limited() + ".";
    }

    private boolean isStatic() {
        return token.client().isEmpty();
    }

    private String limited() {
        return tooMany == 0 ? "" : "; " + (tooMany == requests ? "all" : tooMany) + " of them were answered with 429";
    }

    /** Returns the name of the identity provider according to its user agent. */
    private static String client(Actor actor) {
        return actor.userAgent().toLowerCase(Locale.ROOT).contains(OKTA) ? "Okta" : "A client";
    }

    private String end(Optional<Actor> revokedBy, Instant now) {
        return switch (token.stateAt(now)) {
            case REVOKED ->
                "revoked on " + time(token.revoked())
                        + revokedBy.map(actor -> " by " + actor.name()).orElse("") + ".";
            case EXPIRED -> "expired on " + time(token.expires()) + ".";
            case RETIRED ->
                "replaced by token " + token.replacedBy().map(Object::toString).orElse("") + " and not valid since "
                        + time(token.retires()) + ".";
            case VALID, REPLACED ->
                isStatic() && !staticTokens
                        ? "but the organization does not accept static tokens. Use an OAuth client."
                        : "which was not valid at that time.";
        };
    }

    private static String time(Optional<Instant> at) {
        return at.map(TIME::format).orElse("");
    }
}
