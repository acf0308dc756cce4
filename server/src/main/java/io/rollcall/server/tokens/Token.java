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
        Optional<Instant> revoked)
        implements Credential {
    /** New token with its secret, which is shown once. */
    public record Issued(Token token, SecretText secret) {}

    /** Access that a token grants. */
    public enum Scope {
        READ_WRITE,
        READ_ONLY
    }
}
