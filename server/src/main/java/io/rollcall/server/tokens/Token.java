package io.rollcall.server.tokens;

import io.rollcall.server.credentials.Credential;
import io.rollcall.server.kernel.Creator;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.SecretText;
import java.time.Instant;
import java.util.Optional;

/**
 * SCIM token of an organization, without its secret.
 *
 * @param lastSuccess the last successful request with it, to the minute
 * @param replacedBy the id of its successor, if it was rotated
 * @param retires its expiry set by the first use of its successor
 * @param client the OAuth client that obtained it; empty for a static one, which an administrator generated
 */
public record Token(
        long id,
        OrganizationId organizationId,
        String name,
        Scope scope,
        Creator creator,
        Instant created,
        Optional<Instant> expires,
        Optional<Credential.LastUse> lastUse,
        Optional<Instant> lastSuccess,
        Optional<Long> replacedBy,
        Optional<Instant> retires,
        Optional<Instant> revoked,
        Optional<Long> client)
        implements Credential {
    /** Access tokens are never near expiry: their clients obtain new ones. */
    @Override
    public boolean isNearExpiryAt(Instant now) {
        return client.isEmpty() && Credential.super.isNearExpiryAt(now);
    }

    /** New token with its secret, which is shown once. */
    public record Issued(Token token, SecretText secret) {}

    /** Access that a token grants. */
    public enum Scope {
        READ_WRITE,
        READ_ONLY
    }
}
