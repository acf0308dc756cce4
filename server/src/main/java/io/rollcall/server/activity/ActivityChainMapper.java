package io.rollcall.server.activity;

import io.rollcall.server.audit.chain.EntryKey;
import io.rollcall.server.database.CrossOrganization;
import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.session.ResultHandler;

/** Statements on {@code activity} for its chains; see ActivityChainMapper.xml. */
interface ActivityChainMapper {
    @CrossOrganization("the operator verifies the chains of all organizations")
    List<OrganizationId> organizations();

    @CrossOrganization("one index of times serves all organizations, so that none has to be asked by itself")
    void page(
            @Param("after") EntryKey after,
            @Param("before") Instant before,
            @Param("limit") int limit,
            ResultHandler<ChainedActivityRow> rows);

    @CrossOrganization("one index of times serves all organizations, so that none has to be asked by itself")
    List<KeyRow> keys(@Param("after") EntryKey after, @Param("before") Instant before, @Param("limit") int limit);

    void find(
            @Param("organizationId") OrganizationId organizationId,
            @Param("ids") List<UUID> ids,
            ResultHandler<ChainedActivityRow> rows);

    List<KeyRow> keysOf(
            @Param("organizationId") OrganizationId organizationId,
            @Param("after") Optional<UUID> after,
            @Param("limit") int limit);

    List<UUID> users(@Param("organizationId") OrganizationId organizationId, @Param("kind") ActivityKind kind);

    int seal(@Param("organizationId") OrganizationId organizationId, @Param("id") UUID id, @Param("seal") byte[] seal);

    /** The key of a row of {@code activity}. */
    record KeyRow(OrganizationId organizationId, UUID id, Instant occurred) {
        EntryKey toKey() {
            return new EntryKey(occurred, organizationId, id);
        }
    }
}
