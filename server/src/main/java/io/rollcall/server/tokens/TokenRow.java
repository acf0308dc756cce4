package io.rollcall.server.tokens;

import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;
import java.util.Optional;

/** A row of {@code tokens}; {@code expires} and {@code revoked} are null where the token does not and is not. */
record TokenRow(
        long id,
        OrganizationId organizationId,
        String name,
        byte[] hash,
        Instant created,
        Instant expires,
        Instant revoked) {

    Token toToken() {
        return new Token(id, organizationId, name, created, Optional.ofNullable(expires), Optional.ofNullable(revoked));
    }
}
