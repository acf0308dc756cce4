package io.rollcall.server.oauth;

import io.rollcall.server.credentials.Credential;
import io.rollcall.server.database.Row;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Creator;
import io.rollcall.server.kernel.DisplayName;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.tokens.Token;
import java.time.Instant;
import java.util.Optional;

/**
 * OAuth client of an organization's identity provider (RFC 6749 section 2).
 *
 * @param clientId public and random
 * @param scope the most that its access tokens grant
 * @param trust the assertions that authenticate it; empty if its secrets do
 * @param lastUse when and from where it last obtained an access token, to the minute
 */
public record OAuthClient(
        long id,
        OrganizationId organizationId,
        String clientId,
        String name,
        Token.Scope scope,
        Optional<AssertionTrust> trust,
        Creator creator,
        Instant created,
        Optional<Credential.LastUse> lastUse,
        Optional<Instant> revoked) {

    static OAuthClient read(Row row) {
        return new OAuthClient(
                row.longNumber(1),
                row.organizationId(2),
                row.text(3),
                row.text(4),
                Token.Scope.valueOf(row.text(5)),
                trust(row),
                new Creator(row.text(12), row.optionalText(13).map(Actor.Kind::valueOf)),
                row.instant(14),
                row.optionalInstant(15)
                        .map(at ->
                                new Credential.LastUse(at, row.optionalText(16).orElse(""))),
                row.optionalInstant(17));
    }

    private static Optional<AssertionTrust> trust(Row row) {
        return switch (Method.valueOf(row.text(6))) {
            case SECRET -> Optional.empty();
            case PRIVATE_KEY ->
                Optional.of(new AssertionTrust(Optional.empty(), row.optionalText(10), row.optionalText(11)));
            case FEDERATED ->
                Optional.of(AssertionTrust.ofIssuer(
                        new AssertionTrust.Identity(row.text(7), row.text(8), row.text(9)), row.text(10)));
        };
    }

    /** Returns how the client authenticates. */
    public Method method() {
        return Method.of(trust);
    }

    /** Client authentication. */
    public enum Method {
        SECRET,
        /** By assertions that the client signs (RFC 7523). */
        PRIVATE_KEY,
        /** By assertions that an identity provider issues for the client. */
        FEDERATED;

        static Method of(Optional<AssertionTrust> trust) {
            return trust.map(known -> known.isFederated() ? FEDERATED : PRIVATE_KEY)
                    .orElse(SECRET);
        }
    }

    /**
     * Client to create.
     *
     * @param trust the assertions that authenticate it; empty if its secrets do
     */
    public record Order(String name, Token.Scope scope, Optional<AssertionTrust> trust) {
        public Order {
            name = DisplayName.checked("A client", name);
        }
    }

    /** New client, with its first secret if secrets authenticate it. */
    public record Issued(OAuthClient client, Optional<ClientSecret.Issued> secret) {}
}
