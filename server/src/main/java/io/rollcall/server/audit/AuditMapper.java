package io.rollcall.server.audit;

import io.rollcall.server.audit.chain.EntryKey;
import io.rollcall.server.audit.chain.Head;
import io.rollcall.server.database.CrossOrganization;
import io.rollcall.server.database.RowConsumer;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.retention.Retention;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Statements on {@code audit}; see AuditMapper.xml. Only operators read it. */
interface AuditMapper extends Retention.AgedTable {
    @CrossOrganization("the audit log is of the whole installation")
    void insert(UUID id, Instant occurred, AuditEvent event, Origin origin, String slug, byte[] seal);

    Optional<String> slug(OrganizationId organizationId);

    @CrossOrganization("the audit log is of the whole installation")
    void list(AuditQuery query, Optional<UUID> first, Optional<UUID> last, RowConsumer<AuditRow> rows);

    @CrossOrganization("the audit log is of the whole installation")
    void find(List<UUID> ids, RowConsumer<AuditRow> rows);

    @CrossOrganization("the audit log is of the whole installation")
    void page(EntryKey after, Instant before, int limit, RowConsumer<AuditRow> rows);

    @CrossOrganization("the audit log is of the whole installation")
    List<KeyRow> keys(EntryKey after, Instant before, int limit);

    @CrossOrganization("the audit log is of the whole installation")
    List<KeyRow> keysAfter(Optional<UUID> after, int limit);

    boolean hasOf(OrganizationId organizationId, AuditKind kind);

    /** The key of a row of {@code audit}. */
    record KeyRow(UUID id, Instant occurred) {
        EntryKey toKey() {
            return new EntryKey(occurred, Head.AUDIT, id);
        }
    }
}
