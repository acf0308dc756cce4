package io.rollcall.server.tokens;

import io.rollcall.server.credentials.LastUse;
import io.rollcall.server.credentials.StoredCredential;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Creator;
import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;
import java.util.Optional;

/** A row of {@code tokens}; what follows {@code created} is null where it has not happened or never will. */
record TokenRow(
        long id,
        OrganizationId organizationId,
        String name,
        TokenScope scope,
        byte[] hash,
        String createdBy,
        Actor.Kind createdByKind,
        Instant created,
        Instant expires,
        Instant lastUsed,
        String lastAddress,
        Instant lastSuccess,
        Long replacedBy,
        Instant retires,
        Instant revoked) {

    StoredCredential<Token> toStored() {
        return new StoredCredential<>(toToken(), hash);
    }

    Token toToken() {
        return new Token(
                id,
                organizationId,
                name,
                scope,
                new Creator(createdBy, Optional.ofNullable(createdByKind)),
                created,
                Optional.ofNullable(expires),
                Optional.ofNullable(lastUsed).map(at -> new LastUse(at, lastAddress)),
                Optional.ofNullable(lastSuccess),
                Optional.ofNullable(replacedBy),
                Optional.ofNullable(retires),
                Optional.ofNullable(revoked));
    }
}
