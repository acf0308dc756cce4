package io.rollcall.server.tokens;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.organizations.Organization;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Connection state of an organization's identity provider, for the console's overview.
 *
 * @param activeTokens number of valid tokens that the organization accepts
 * @param lastSuccess when a request last succeeded, to the minute
 * @param rejected the token of the latest request with an invalid token
 */
public record ProviderConnection(long activeTokens, Optional<Instant> lastSuccess, Optional<RejectedToken> rejected) {

    /** Returns the state for an organization's tokens. @param rejected rejected tokens, latest first */
    public static ProviderConnection of(
            Organization organization, List<Token> tokens, List<RejectedToken> rejected, Instant now) {
        return new ProviderConnection(
                tokens.stream()
                        .filter(token -> token.isValidAt(now))
                        .filter(token ->
                                organization.staticTokens() || token.client().isPresent())
                        .count(),
                tokens.stream().flatMap(token -> token.lastSuccess().stream()).max(Comparator.naturalOrder()),
                rejected.stream().findFirst());
    }

    /** Adds the state to the JSON of an organization. */
    public ObjectNode addTo(ObjectNode organization) {
        organization.put("activeTokens", activeTokens);
        lastSuccess.ifPresent(success -> organization.put("lastSuccess", success.toString()));
        rejected.ifPresent(
                token -> organization.put("lastRejected", token.latest().toString()));
        return organization;
    }
}
