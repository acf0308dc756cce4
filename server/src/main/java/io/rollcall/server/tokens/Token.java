package io.rollcall.server.tokens;

import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;
import java.util.Optional;

/** What is known of a token once its text has been shown. */
public record Token(
        long id,
        OrganizationId organizationId,
        String name,
        Instant created,
        Optional<Instant> expires,
        Optional<Instant> revoked) {

    /** Whether the token lets its bearer in at that moment. */
    public boolean isValidAt(Instant now) {
        return revoked.isEmpty() && expires.map(now::isBefore).orElse(true);
    }
}
