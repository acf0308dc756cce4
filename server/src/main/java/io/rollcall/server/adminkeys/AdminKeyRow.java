package io.rollcall.server.adminkeys;

import io.rollcall.server.credentials.LastUse;
import io.rollcall.server.credentials.StoredCredential;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Creator;
import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;
import java.util.Optional;

/** A row of {@code admin_keys}; null where the key is for all organizations, where something has not happened or never will. */
record AdminKeyRow(
        long id,
        Long organizationId,
        String name,
        byte[] hash,
        String createdBy,
        Actor.Kind createdByKind,
        Instant created,
        Instant expires,
        Instant lastUsed,
        String lastAddress,
        Long replacedBy,
        Instant retires,
        Instant revoked) {

    StoredCredential<AdminKey> toStored() {
        return new StoredCredential<>(toKey(), hash);
    }

    AdminKey toKey() {
        return new AdminKey(
                id,
                Optional.ofNullable(organizationId).map(OrganizationId::new),
                name,
                new Creator(createdBy, Optional.ofNullable(createdByKind)),
                created,
                Optional.ofNullable(expires),
                Optional.ofNullable(lastUsed).map(at -> new LastUse(at, lastAddress)),
                Optional.ofNullable(replacedBy),
                Optional.ofNullable(retires),
                Optional.ofNullable(revoked));
    }
}
