package io.rollcall.server.audit;

import io.rollcall.server.audit.chain.ChainedEntry;
import io.rollcall.server.audit.chain.ChainedLog;
import io.rollcall.server.audit.chain.EntryKey;
import io.rollcall.server.audit.chain.Head;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Hash chain of the audit log. */
public final class AuditChain implements ChainedLog {
    public AuditChain(Database database) {
        AuditMapper.EntryRow.register(database);
    }

    @Override
    public String name() {
        return "audit";
    }

    @Override
    public List<OrganizationId> chains(Transaction tx) {
        return List.of(Head.AUDIT);
    }

    @Override
    public List<ChainedEntry> page(Transaction tx, EntryKey after, Instant before, int limit) {
        List<ChainedEntry> page = new ArrayList<>();
        tx.mapper(AuditMapper.class).page(after, before, limit, row -> page.add(row.toChained()));
        return page;
    }

    @Override
    public List<EntryKey> keys(Transaction tx, EntryKey after, Instant before, int limit) {
        return keys(tx.mapper(AuditMapper.class).keys(after, before, limit));
    }

    @Override
    public List<ChainedEntry> find(Transaction tx, OrganizationId chain, List<UUID> ids) {
        List<ChainedEntry> found = new ArrayList<>();
        tx.mapper(AuditMapper.class).find(ids, row -> found.add(row.toChained()));
        return found;
    }

    @Override
    public List<ChainedEntry> findSealed(Transaction tx, OrganizationId chain, List<UUID> ids) {
        return find(tx, chain, ids);
    }

    @Override
    public List<EntryKey> keysOf(Transaction tx, OrganizationId chain, Optional<UUID> after, int limit) {
        return keys(tx.mapper(AuditMapper.class).keysAfter(after, limit));
    }

    private static List<EntryKey> keys(List<AuditMapper.KeyRow> rows) {
        return rows.stream().map(AuditMapper.KeyRow::toKey).toList();
    }

    /** Returns an empty set: the audit log has only user ids, which are never erased. */
    @Override
    public Set<UUID> erasedUsers(Transaction tx, OrganizationId chain) {
        return Set.of();
    }
}
