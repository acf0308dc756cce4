package io.rollcall.server.console.overview;

import io.rollcall.server.alerts.AcknowledgedAlerts;
import io.rollcall.server.credentials.Credential;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.tokens.RejectedToken;
import io.rollcall.server.tokens.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything by which the overview judges whether provisioning works.
 *
 * @param tokens all of the organization
 * @param rejected requests with tokens that are not valid
 * @param chart the requests of the last 24 hours
 * @param refused the latest request with a valid token that was refused
 * @param stopped when the organization was suspended or switched off, if it is and that is known
 * @param acknowledged what was acknowledged, by the ids of the alerts
 */
record ProvisioningState(
        Organization organization,
        List<Token> tokens,
        List<RejectedToken> rejected,
        Chart chart,
        Optional<Instant> refused,
        Optional<Instant> stopped,
        Map<String, AcknowledgedAlerts.Acknowledgement> acknowledged,
        Instant now) {
    /** How often the success of a token is noted. */
    private static final Duration SUCCESS_INTERVAL = Duration.ofMinutes(1);

    /** Returns the tokens that are valid. */
    List<Token> active() {
        return tokens.stream().filter(token -> token.isValidAt(now)).toList();
    }

    /** Whether all valid tokens may only read. */
    boolean isReadOnly() {
        return !active().isEmpty() && active().stream().allMatch(token -> token.scope() == Token.Scope.READ_ONLY);
    }

    /** Returns when a request was last answered with success, whatever became of its token. */
    Optional<Instant> lastSuccess() {
        return latest(tokens.stream().flatMap(token -> token.lastSuccess().stream()));
    }

    /** Whether no request with a valid token has succeeded since then. */
    boolean isUnresolvedSince(Instant rejection) {
        return active().stream()
                .flatMap(token -> token.lastSuccess().stream())
                .noneMatch(success -> success.plus(SUCCESS_INTERVAL).isAfter(rejection));
    }

    /** Returns when the last valid token ended. */
    Optional<Instant> withoutTokenSince() {
        return latest(tokens.stream().flatMap(token -> end(token).stream()));
    }

    private Optional<Instant> end(Token token) {
        Credential.State state = token.stateAt(now);
        return switch (state) {
            case REVOKED -> token.revoked();
            case EXPIRED -> token.expires();
            case RETIRED -> token.retires();
            case VALID, REPLACED -> Optional.empty();
        };
    }

    private static Optional<Instant> latest(Stream<Instant> moments) {
        return moments.max(Comparator.naturalOrder());
    }
}
