package io.rollcall.server.adminkeys;

import io.rollcall.server.credentials.Credential;
import io.rollcall.server.credentials.LastUse;
import io.rollcall.server.kernel.Creator;
import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;
import java.util.Optional;

/**
 * A key of the admin API, without its text.
 *
 * @param organization the only one that its bearer administers; empty for an operator's key, which is for all
 * @param replacedBy the id of the successor that a rotation put beside it
 * @param retires the end that the first use of its successor set
 */
public record AdminKey(
        long id,
        Optional<OrganizationId> organization,
        String name,
        Creator creator,
        Instant created,
        Optional<Instant> expires,
        Optional<LastUse> lastUse,
        Optional<Long> replacedBy,
        Optional<Instant> retires,
        Optional<Instant> revoked)
        implements Credential {}
