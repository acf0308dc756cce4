package io.rollcall.server.audit;

import io.rollcall.server.audit.chain.EntryKey;
import io.rollcall.server.audit.chain.Head;
import java.time.Instant;
import java.util.UUID;

/** The key of a row of {@code audit}. */
record AuditKeyRow(UUID id, Instant occurred) {
    EntryKey toKey() {
        return new EntryKey(occurred, Head.AUDIT, id);
    }
}
