package io.rollcall.server.adminkeys;

import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of an admin key once its text has been shown.
 *
 * @param organization the only one that its bearer administers; empty for an operator's key, which is for all
 * @param createdBy the name of who made it
 * @param lastUsed to the minute
 */
public record AdminKey(
        long id,
        Optional<OrganizationId> organization,
        String name,
        String createdBy,
        Instant created,
        Optional<Instant> expires,
        Optional<Instant> lastUsed,
        Optional<String> lastAddress,
        Optional<Instant> revoked) {

    public AdminKeyState stateAt(Instant now) {
        if (revoked.isPresent()) {
            return AdminKeyState.REVOKED;
        }
        boolean over = expires.filter(end -> !now.isBefore(end)).isPresent();
        return over ? AdminKeyState.EXPIRED : AdminKeyState.VALID;
    }
}
