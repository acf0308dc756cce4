package io.rollcall.server.adminkeys;

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
        Instant created,
        Instant expires,
        Instant lastUsed,
        String lastAddress,
        Instant revoked) {

    AdminKey toKey() {
        return new AdminKey(
                id,
                Optional.ofNullable(organizationId).map(OrganizationId::new),
                name,
                createdBy,
                created,
                Optional.ofNullable(expires),
                Optional.ofNullable(lastUsed),
                Optional.ofNullable(lastAddress),
                Optional.ofNullable(revoked));
    }
}
