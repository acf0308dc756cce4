package io.rollcall.server.activity;

import io.rollcall.server.audit.chain.ChainedEntry;
import io.rollcall.server.audit.chain.ChainedLog;
import io.rollcall.server.audit.chain.EntryKey;
import io.rollcall.server.audit.chain.TextCommitment;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.RowConsumer;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** Hash chains of the activity logs, one per organization. */
public final class ActivityChain implements ChainedLog {
    /** The log's name. */
    public static final String NAME = "activity";

    public ActivityChain(Database database) {
        database.register(ActivityChainMapper.class);
        database.register(ActivityChainMapper.EntryRow.class, ActivityChainMapper.EntryRow::read);
        database.register(ActivityChainMapper.KeyRow.class, ActivityChainMapper.KeyRow::read);
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
        return sealed(tx, rows -> tx.mapper(ActivityChainMapper.class).page(after, before, limit, rows));
    }

    @Override
    public List<EntryKey> keys(Transaction tx, EntryKey after, Instant before, int limit) {
        return keys(tx.mapper(ActivityChainMapper.class).keys(after, before, limit));
    }

    @Override
    public List<ChainedEntry> find(Transaction tx, OrganizationId chain, List<UUID> ids) {
        List<ChainedEntry> found = new ArrayList<>();
        tx.mapper(ActivityChainMapper.class).find(chain, ids, row -> found.add(row.toChained()));
        return found;
    }

    @Override
    public List<ChainedEntry> findSealed(Transaction tx, OrganizationId chain, List<UUID> ids) {
        return sealed(tx, rows -> tx.mapper(ActivityChainMapper.class).find(chain, ids, rows));
    }

    @Override
    public List<EntryKey> keysOf(Transaction tx, OrganizationId chain, Optional<UUID> after, int limit) {
        return keys(tx.mapper(ActivityChainMapper.class).keysOf(chain, after, limit));
    }

    @Override
    public Set<UUID> erasedUsers(Transaction tx, OrganizationId chain) {
        return new HashSet<>(tx.mapper(ActivityChainMapper.class).users(chain, ActivityKind.USER_ERASED));
    }

    private static List<EntryKey> keys(List<ActivityChainMapper.KeyRow> rows) {
        return rows.stream().map(ActivityChainMapper.KeyRow::toKey).toList();
    }

    /** New seal for the entry of an older server at an index of the list. */
    private record NewSeal(int index, byte[] seal) {}

    /** Returns the entries that a statement selects. Rows are read one at a time, since each may have many megabytes. */
    private static List<ChainedEntry> sealed(
            Transaction tx, Consumer<RowConsumer<ActivityChainMapper.EntryRow>> statement) {
        List<ChainedEntry> entries = new ArrayList<>();
        List<NewSeal> missing = new ArrayList<>();
        statement.accept(row -> {
            if (row.seal().isEmpty()) {
                byte[] seal = TextCommitment.fresh().value();
                missing.add(new NewSeal(entries.size(), seal));
                entries.add(row.with(seal).toChained());
            } else {
                entries.add(row.toChained());
            }
        });
        missing.forEach(seal -> entries.set(seal.index(), stored(tx, entries.get(seal.index()), seal.seal())));
        return entries;
    }

    /** Stores the seal of an entry, or keeps the existing one if the entry was erased meanwhile. */
    private static ChainedEntry stored(Transaction tx, ChainedEntry entry, byte[] seal) {
        ActivityChainMapper mapper = tx.mapper(ActivityChainMapper.class);
        if (mapper.seal(entry.chain(), entry.id(), seal) > 0) {
            return entry;
        }
        List<ChainedEntry> erased = new ArrayList<>();
        mapper.find(entry.chain(), List.of(entry.id()), row -> erased.add(row.toChained()));
        return erased.stream().findFirst().orElse(entry);
    }
}
