package io.rollcall.server.audit;

import io.rollcall.server.audit.chain.EntryKey;
import io.rollcall.server.audit.chain.Head;
import io.rollcall.server.database.CrossOrganization;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.retention.Retention;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.session.ResultHandler;

/** Statements on {@code audit}; see AuditMapper.xml. Only operators read it. */
interface AuditMapper extends Retention.AgedTable {
    @CrossOrganization("the audit log is of the whole installation")
    void insert(
            @Param("id") UUID id,
            @Param("occurred") Instant occurred,
            @Param("event") AuditEvent event,
            @Param("origin") Origin origin,
            @Param("slug") String slug,
            @Param("seal") byte[] seal);

    Optional<String> slug(@Param("organizationId") OrganizationId organizationId);

    @CrossOrganization("the audit log is of the whole installation")
    void list(
            @Param("query") AuditQuery query,
            @Param("first") Optional<UUID> first,
            @Param("last") Optional<UUID> last,
            ResultHandler<AuditRow> rows);

    @CrossOrganization("the audit log is of the whole installation")
    void find(@Param("ids") List<UUID> ids, ResultHandler<AuditRow> rows);

    @CrossOrganization("the audit log is of the whole installation")
    void page(
            @Param("after") EntryKey after,
            @Param("before") Instant before,
            @Param("limit") int limit,
            ResultHandler<AuditRow> rows);

    @CrossOrganization("the audit log is of the whole installation")
    List<KeyRow> keys(@Param("after") EntryKey after, @Param("before") Instant before, @Param("limit") int limit);

    @CrossOrganization("the audit log is of the whole installation")
    List<KeyRow> keysAfter(@Param("after") Optional<UUID> after, @Param("limit") int limit);

    boolean hasOf(@Param("organizationId") OrganizationId organizationId, @Param("kind") AuditKind kind);

    /** The key of a row of {@code audit}. */
    record KeyRow(UUID id, Instant occurred) {
        EntryKey toKey() {
            return new EntryKey(occurred, Head.AUDIT, id);
        }
    }
}
