package io.rollcall.server.activity;

import io.rollcall.server.audit.chain.ChainedEntry;
import io.rollcall.server.audit.chain.ChainedLog;
import io.rollcall.server.audit.chain.EntryKey;
import io.rollcall.server.audit.chain.Seal;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The activity of all organizations as chains, one for each organization. */
public final class ActivityChain implements ChainedLog {
    /** The log's name. */
    public static final String NAME = "activity";

    public ActivityChain(Database database) {
        database.register(ActivityChainMapper.class);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<OrganizationId> chains(Transaction tx) {
        return tx.mapper(ActivityChainMapper.class).organizations();
    }

    @Override
    public List<ChainedEntry> page(Transaction tx, EntryKey after, Instant before, int limit) {
        return chained(tx, tx.mapper(ActivityChainMapper.class).page(after, before, limit));
    }

    @Override
    public List<EntryKey> keys(Transaction tx, EntryKey after, Instant before, int limit) {
        return keys(tx.mapper(ActivityChainMapper.class).keys(after, before, limit));
    }

    @Override
    public List<ChainedEntry> find(Transaction tx, OrganizationId chain, List<UUID> ids) {
        return tx.mapper(ActivityChainMapper.class).find(chain, ids).stream()
                .map(ChainedActivityRow::toChained)
                .toList();
    }

    @Override
    public List<ChainedEntry> findSealed(Transaction tx, OrganizationId chain, List<UUID> ids) {
        return chained(tx, tx.mapper(ActivityChainMapper.class).find(chain, ids));
    }

    @Override
    public List<EntryKey> keysOf(Transaction tx, OrganizationId chain, Optional<UUID> after, int limit) {
        return keys(tx.mapper(ActivityChainMapper.class).keysOf(chain, after, limit));
    }

    @Override
    public Set<UUID> erasedUsers(Transaction tx, OrganizationId chain) {
        return new HashSet<>(tx.mapper(ActivityChainMapper.class).users(chain, ActivityKind.USER_ERASED));
    }

    private static List<EntryKey> keys(List<ActivityKeyRow> rows) {
        return rows.stream().map(ActivityKeyRow::toKey).toList();
    }

    private static List<ChainedEntry> chained(Transaction tx, List<ChainedActivityRow> rows) {
        return rows.stream().map(row -> sealed(tx, row).toChained()).toList();
    }

    /** Gives a seal to an entry of an older server; one that was erased just now has one. */
    private static ChainedActivityRow sealed(Transaction tx, ChainedActivityRow row) {
        if (row.seal() != null) {
            return row;
        }
        ActivityChainMapper mapper = tx.mapper(ActivityChainMapper.class);
        byte[] seal = Seal.fresh().value();
        if (mapper.seal(row.organizationId(), row.id(), seal) > 0) {
            return row.with(seal);
        }
        return mapper.find(row.organizationId(), List.of(row.id())).stream()
                .findFirst()
                .orElseGet(() -> row.with(seal));
    }
}
