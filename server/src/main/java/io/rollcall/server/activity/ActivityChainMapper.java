package io.rollcall.server.activity;

import io.rollcall.server.audit.chain.EntryKey;
import io.rollcall.server.database.CrossOrganization;
import io.rollcall.server.database.RowConsumer;
import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Statements on {@code activity} for its chains; see ActivityChainMapper.xml. */
interface ActivityChainMapper {
    @CrossOrganization("the operator verifies the chains of all organizations")
    List<OrganizationId> organizations();

    @CrossOrganization("one index of times serves all organizations, so that none has to be asked by itself")
    void page(EntryKey after, Instant before, int limit, RowConsumer<ChainedActivityRow> rows);

    @CrossOrganization("one index of times serves all organizations, so that none has to be asked by itself")
    List<KeyRow> keys(EntryKey after, Instant before, int limit);

    void find(OrganizationId organizationId, List<UUID> ids, RowConsumer<ChainedActivityRow> rows);

    List<KeyRow> keysOf(OrganizationId organizationId, Optional<UUID> after, int limit);

    List<UUID> users(OrganizationId organizationId, ActivityKind kind);

    int seal(OrganizationId organizationId, UUID id, byte[] seal);

    /** The key of a row of {@code activity}. */
    record KeyRow(OrganizationId organizationId, UUID id, Instant occurred) {
        EntryKey toKey() {
            return new EntryKey(occurred, organizationId, id);
        }
    }
}
