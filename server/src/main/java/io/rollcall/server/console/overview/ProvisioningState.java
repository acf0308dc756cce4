package io.rollcall.server.console.overview;

import io.rollcall.server.alerts.AcknowledgedAlerts;
import io.rollcall.server.credentials.Credential;
import io.rollcall.server.events.EventConsumers.Consumer;
import io.rollcall.server.events.tokens.EventStream;
import io.rollcall.server.events.webhooks.Webhook;
import io.rollcall.server.oauth.ClientWithSecrets;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.tokens.RejectedToken;
import io.rollcall.server.tokens.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Data from which the overview derives alerts and health.
 *
 * @param tokens the static tokens of the organization, and the newest access token of each client
 * @param clients its OAuth clients, also revoked ones
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
        List<ClientWithSecrets> clients,
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

    /** Returns the static tokens that are valid, unless the organization refuses static tokens. */
    List<Token> staticTokens() {
        return organization.staticTokens()
                ? tokens.stream()
                        .filter(token -> token.client().isEmpty() && token.isValidAt(now))
                        .toList()
                : List.of();
    }

    /** Returns the clients that can obtain access tokens. */
    List<ClientWithSecrets> usableClients() {
        return clients.stream().filter(client -> client.isUsableAt(now)).toList();
    }

    /** Returns the number of static tokens and clients by which the identity provider can connect. */
    int credentials() {
        return staticTokens().size() + usableClients().size();
    }

    /** Returns whether nothing was ever set up. */
    boolean isNew() {
        return tokens.isEmpty() && clients.isEmpty();
    }

    /** Returns whether the identity provider can connect, but only read. */
    boolean isReadOnly() {
        return credentials() > 0
                && Stream.concat(
                                staticTokens().stream().map(Token::scope),
                                usableClients().stream()
                                        .map(usable -> usable.client().scope()))
                        .allMatch(scope -> scope == Token.Scope.READ_ONLY);
    }

    /** Returns when the newest credential was created. */
    Optional<Instant> newest() {
        return latest(Stream.concat(
                staticTokens().stream().map(Token::created),
                usableClients().stream().map(usable -> usable.client().created())));
    }

    /** Returns the time of the last successful request with any token, including ended ones. */
    Optional<Instant> lastSuccess() {
        return latest(tokens.stream().flatMap(token -> token.lastSuccess().stream()));
    }

    /** Returns whether no request with a usable credential has succeeded since the rejection. */
    boolean isUnresolvedSince(Instant rejection) {
        return Stream.concat(staticTokens().stream(), tokensOfUsableClients())
                .flatMap(token -> token.lastSuccess().stream())
                .noneMatch(success -> success.plus(SUCCESS_INTERVAL).isAfter(rejection));
    }

    /** Returns the newest access token of each usable client, which may have expired: the client obtains the next one. */
    private Stream<Token> tokensOfUsableClients() {
        Set<Long> usable =
                usableClients().stream().map(client -> client.client().id()).collect(Collectors.toSet());
        return tokens.stream()
                .filter(token -> token.revoked().isEmpty())
                .filter(token -> token.client().filter(usable::contains).isPresent());
    }

    /** Returns when the last credential ended; empty if it is valid, but static tokens are refused. */
    Optional<Instant> withoutCredentialSince() {
        return organization.staticTokens()
                ? latest(Stream.concat(
                        tokens.stream()
                                .filter(token -> token.client().isEmpty())
                                .flatMap(token -> end(token).stream()),
                        clients.stream().flatMap(ended -> ended.client().revoked().or(ended::expires).stream())))
                : Optional.empty();
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
