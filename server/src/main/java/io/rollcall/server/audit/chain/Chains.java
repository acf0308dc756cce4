package io.rollcall.server.audit.chain;

import io.rollcall.server.database.Database;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Store of the hash chains. */
public final class Chains {
    private static final int REMOVED_AT_ONCE = 500;

    private final Database database;

    public Chains(Database database) {
        this.database = database;
        database.register(BlockMapper.class);
    }

    /** Appends each entry to its chain, in the given order. Entries of organizations under deletion are skipped. */
    void append(Transaction tx, List<ChainedEntry> entries) {
        Map<OrganizationId, List<ChainedEntry>> byChain = new LinkedHashMap<>();
        entries.forEach(entry -> byChain.computeIfAbsent(entry.chain(), chain -> new ArrayList<>())
                .add(entry));
        BlockMapper mapper = tx.mapper(BlockMapper.class);
        Map<OrganizationId, Head> heads = heads(mapper, List.copyOf(byChain.keySet()));
        byChain.forEach((chain, ofChain) -> {
            Block block = Block.after(heads.getOrDefault(chain, Head.empty(chain)), ofChain);
            if (chain.equals(Head.AUDIT)) {
                mapper.insertOfInstallation(block);
            } else {
                mapper.insert(chain, block);
            }
        });
    }

    private static Map<OrganizationId, Head> heads(BlockMapper mapper, List<OrganizationId> chains) {
        Map<OrganizationId, Head> heads = new LinkedHashMap<>();
        if (!chains.isEmpty()) {
            mapper.heads(chains).forEach(row -> heads.put(row.organizationId(), row.toHead()));
        }
        return heads;
    }

    /** Returns the end of a chain, or empty if it has no entry. */
    public Optional<Head> head(Transaction tx, OrganizationId chain) {
        return tx.mapper(BlockMapper.class).head(chain).map(BlockMapper.HeadRow::toHead);
    }

    /** Returns the position of the first entry whose block is kept. */
    public long begin(OrganizationId chain) {
        return page(chain, 0, 1).stream().findFirst().map(Block::position).orElse(0L);
    }

    /** Returns all chains, the audit log's first. */
    public List<OrganizationId> all() {
        return database.read(tx -> tx.mapper(BlockMapper.class).chains());
    }

    /** Returns ids of a chain's entries in chain order. @param position the number of entries to skip */
    public List<UUID> ids(OrganizationId chain, long position, int limit) {
        return database.read(tx -> {
            BlockMapper mapper = tx.mapper(BlockMapper.class);
            List<UUID> ids = new ArrayList<>();
            Optional<BlockMapper.BlockRow> begun = mapper.reaching(chain, position + 1)
                    .or(() -> mapper.page(chain, position, 1).stream().findFirst());
            long next = position;
            while (begun.isPresent() && ids.size() < limit) {
                Block block = begun.get().toBlock();
                long start = Math.max(next, block.position());
                block.links().stream()
                        .skip(start - block.position())
                        .limit(limit - ids.size())
                        .forEach(link -> ids.add(link.id()));
                next = block.end();
                begun = mapper.page(chain, next, 1).stream().findFirst();
            }
            return List.copyOf(ids);
        });
    }

    /** Returns the block that contains a position of a non-empty chain. */
    Block reaching(OrganizationId chain, long position) {
        return database.read(tx -> tx.mapper(BlockMapper.class).reaching(chain, position))
                .orElseThrow()
                .toBlock();
    }

    List<Block> page(OrganizationId chain, long from, int limit) {
        return database.read(tx -> tx.mapper(BlockMapper.class).page(chain, from, limit)).stream()
                .map(BlockMapper.BlockRow::toBlock)
                .toList();
    }

    /**
     * Removes the oldest blocks, those with only entries before a time, except for the last block of each chain. The chain
     * then starts at the position and hash of its first remaining block.
     */
    public void cut(List<OrganizationId> chains, Instant before) {
        for (OrganizationId chain : chains) {
            long first = database.read(tx -> {
                BlockMapper mapper = tx.mapper(BlockMapper.class);
                return mapper.firstSince(chain, before)
                        .or(() -> mapper.reaching(chain, Long.MAX_VALUE).map(BlockMapper.BlockRow::position))
                        .orElse(0L);
            });
            removeBefore(chain, first);
        }
    }

    /** Removes the blocks of deleted organizations. */
    public void removeOrphans(List<OrganizationId> chains) {
        chains.stream().filter(chain -> !exists(chain)).forEach(gone -> removeBefore(gone, Long.MAX_VALUE));
    }

    private boolean exists(OrganizationId organization) {
        return database.read(tx -> tx.mapper(BlockMapper.class).organizationExists(organization));
    }

    private void removeBefore(OrganizationId chain, long position) {
        int last;
        do {
            last = database.write(tx -> tx.mapper(BlockMapper.class).removeBefore(chain, position, REMOVED_AT_ONCE));
        } while (last == REMOVED_AT_ONCE);
    }

    /** Removes blocks of an organization under deletion, oldest first. @return the number of removed blocks */
    public int remove(OrganizationId organizationId, int most) {
        return database.write(tx -> tx.mapper(BlockMapper.class).remove(organizationId, most));
    }
}
