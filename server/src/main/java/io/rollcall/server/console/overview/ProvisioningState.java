package io.rollcall.server.console.overview;

import io.rollcall.server.alerts.AcknowledgedAlerts;
import io.rollcall.server.credentials.Credential;
import io.rollcall.server.events.EventConsumers.Consumer;
import io.rollcall.server.events.tokens.EventStream;
import io.rollcall.server.events.webhooks.Webhook;
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
 * Data from which the overview derives alerts and health.
 *
 * @param tokens all tokens of the organization
 * @param rejected requests with invalid tokens
 * @param chart the requests of the last 24 hours
 * @param refused time of the latest refused request with a valid token
 * @param stopped when the organization was suspended or switched off; empty if it is active or the time is unknown
 * @param overdue offboardings that the product has not acknowledged in time; empty if there is none
 * @param disabled webhooks of the organization that the server has disabled
 * @param paused streams of security event tokens that the server has paused
 * @param lagging event consumers of the organization that lag
 * @param acknowledged acknowledgements by alert id
 */
record ProvisioningState(
        Organization organization,
        List<Token> tokens,
        List<RejectedToken> rejected,
        Chart chart,
        Optional<Instant> refused,
        Optional<Instant> stopped,
        Optional<OverdueOffboarding> overdue,
        List<Webhook> disabled,
        List<EventStream> paused,
        List<Consumer> lagging,
        Map<String, AcknowledgedAlerts.Acknowledgement> acknowledged,
        Instant now) {
    /** Granularity of {@code Token.lastSuccess()}. */
    private static final Duration SUCCESS_INTERVAL = Duration.ofMinutes(1);

    /** Overdue offboardings. @param firstUser the id of the user whose offboarding is overdue for the longest time */
    record OverdueOffboarding(long count, Optional<Instant> since, Optional<Instant> latest, String firstUser) {}

    /** Returns the valid tokens. */
    List<Token> active() {
        return tokens.stream().filter(token -> token.isValidAt(now)).toList();
    }

    /** Returns whether all valid tokens are read-only. */
    boolean isReadOnly() {
        return !active().isEmpty() && active().stream().allMatch(token -> token.scope() == Token.Scope.READ_ONLY);
    }

    /** Returns the time of the last successful request with any token, including ended ones. */
    Optional<Instant> lastSuccess() {
        return latest(tokens.stream().flatMap(token -> token.lastSuccess().stream()));
    }

    /** Returns whether no request with a valid token has succeeded since the rejection. */
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
