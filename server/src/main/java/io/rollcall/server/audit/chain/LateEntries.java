package io.rollcall.server.audit.chain;

import io.rollcall.server.database.Database;
import io.rollcall.server.kernel.OrganizationId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToIntFunction;

/**
 * Search for unchained entries before chained ones, caused by long transactions or slow clocks. Entries since a time are
 * compared with the blocks appended since then, in slices; a slice ends at the first block after which no entry is missing.
 * The search reads about as much as was written since that time, by index.
 */
final class LateEntries {
    private static final int SLICE = 10_000;
    private static final int BLOCKS = 100;
    private static final int APPENDED_AT_ONCE = 100;

    /** Maximum difference between the clocks of a cluster's nodes. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

    private final Database database;
    private final ChainedLog log;

    LateEntries(Database database, ChainedLog log) {
        this.database = database;
        this.log = log;
        database.register(BlockMapper.class);
    }

    private record EntryOf(OrganizationId chain, UUID id) {
        static EntryOf of(EntryKey key) {
            return new EntryOf(key.organization(), key.id());
        }
    }

    /**
     * Finds late entries.
     *
     * @param last the key up to which all entries should be chained
     * @param append chains entries, and returns their number
     * @return the number of chained entries
     */
    int find(Instant since, EntryKey last, ToIntFunction<List<EntryKey>> append) {
        int found = 0;
        EntryKey after = EntryKey.before(since);
        List<EntryKey> slice;
        do {
            EntryKey from = after;
            slice = database.read(tx -> log.keys(tx, from, last.occurred().plusMillis(1), SLICE));
            List<EntryKey> late = missing(
                    slice.stream().filter(key -> key.compareTo(last) <= 0).toList());
            for (int start = 0; start < late.size(); start += APPENDED_AT_ONCE) {
                found += append.applyAsInt(late.subList(start, Math.min(late.size(), start + APPENDED_AT_ONCE)));
            }
            after = slice.isEmpty() ? after : slice.get(slice.size() - 1);
        } while (slice.size() == SLICE);
        return found;
    }

    private List<EntryKey> missing(List<EntryKey> slice) {
        if (slice.isEmpty()) {
            return slice;
        }
        Set<EntryOf> open = new LinkedHashSet<>();
        slice.forEach(key -> open.add(EntryOf.of(key)));
        boolean installation = slice.get(0).organization().equals(Head.AUDIT);
        Block.Key after = Block.Key.before(slice.get(0).occurred().minus(CLOCKS_DIFFER));
        List<BlockMapper.BlockRow> blocks;
        do {
            Block.Key from = after;
            blocks = database.read(tx -> tx.mapper(BlockMapper.class).createdSince(installation, from, BLOCKS));
            blocks.forEach(row -> Block.Link.decode(row.links())
                    .forEach(link -> open.remove(new EntryOf(row.organizationId(), link.id()))));
            after = blocks.isEmpty() ? after : Block.Key.of(blocks.get(blocks.size() - 1));
        } while (!open.isEmpty() && blocks.size() == BLOCKS);
        return slice.stream().filter(key -> open.contains(EntryOf.of(key))).toList();
    }
}
