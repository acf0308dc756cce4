package io.rollcall.server.tokens;

import io.rollcall.server.credentials.Credential;
import io.rollcall.server.credentials.LastUse;
import io.rollcall.server.kernel.Creator;
import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;
import java.util.Optional;

/**
 * A SCIM token of an organization, without its text.
 *
 * @param lastSuccess when, to the minute, a request with it was last answered with success
 * @param replacedBy the id of the successor that a rotation put beside it
 * @param retires the end that the first use of its successor set
 */
public record Token(
        long id,
        OrganizationId organizationId,
        String name,
        TokenScope scope,
        Creator creator,
        Instant created,
        Optional<Instant> expires,
        Optional<LastUse> lastUse,
        Optional<Instant> lastSuccess,
        Optional<Long> replacedBy,
        Optional<Instant> retires,
        Optional<Instant> revoked)
        implements Credential {}
