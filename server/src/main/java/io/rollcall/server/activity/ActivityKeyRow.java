package io.rollcall.server.activity;

import io.rollcall.server.audit.chain.EntryKey;
import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;
import java.util.UUID;

/** The key of a row of {@code activity}. */
record ActivityKeyRow(OrganizationId organizationId, UUID id, Instant occurred) {
    EntryKey toKey() {
        return new EntryKey(occurred, organizationId, id);
    }
}
