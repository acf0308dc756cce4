package io.rollcall.server.audit.chain;

import io.rollcall.server.database.Database;
import io.rollcall.server.database.PageSize;
import io.rollcall.server.kernel.OrganizationId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Verifier of a chain: each block's hash follows from its predecessor and its entries, no entry has changed since it was
 * chained, and each entry is chained exactly once. Holds no locks, so servers can run meanwhile.
 */
public final class Verifier {
    private static final int BLOCKS = 20;
    private static final int ENTRIES = 100;

    /** Time within which an entry committed late is normally chained. */
    private static final Duration CHAINED_WITHIN = Duration.ofHours(1);

    private final VerifiableChain chain;
    private final Finding.Collector findings = new Finding.Collector();
    private final Presence presence;
    private final AtomicReference<Set<UUID>> erasedUsers = new AtomicReference<>();
    private final AtomicReference<Optional<Instant>> prunedBefore;
    private final AtomicReference<Head> end;
    private final AtomicReference<PageSize> size = new AtomicReference<>(PageSize.upTo(ENTRIES));
    private final AtomicLong begins = new AtomicLong();
    private final AtomicLong pruned = new AtomicLong();
    private final AtomicLong erased = new AtomicLong();

    private Verifier(VerifiableChain chain) {
        this.chain = chain;
        this.presence = new Presence(chain);
        this.prunedBefore = new AtomicReference<>(chain.prunedBefore());
        this.end = new AtomicReference<>(Head.empty(chain.id()));
    }

    /**
     * Verifies a chain in the database.
     *
     * @param prunedBefore returns the time before which entries were pruned
     */
    public static ChainReport verify(
            Database database, ChainedLog log, OrganizationId chain, Supplier<Optional<Instant>> prunedBefore) {
        database.register(LeaseMapper.class);
        return verify(new StoredChain(chain, database, log, new Chains(database), prunedBefore));
    }

    static ChainReport verify(VerifiableChain chain) {
        return new Verifier(chain).report();
    }

    private ChainReport report() {
        Instant started = chain.now();
        long from = 0;
        List<Block> blocks;
        do {
            blocks = chain.blocks(from, BLOCKS);
            for (Block block : blocks) {
                follow(block, from == 0);
                from = block.position() + 1;
            }
        } while (blocks.size() == BLOCKS);
        presence.finish();
        EntryKey cursor = chain.cursor();
        List<EntryKey> late = presence.unchained().stream()
                .filter(key -> key.compareTo(cursor) <= 0)
                .filter(key -> key.occurred().isBefore(started.minus(CHAINED_WITHIN)))
                .toList();
        late.forEach(key -> findings.add(Finding.Kind.ENTRY_NOT_CHAINED, -1, key.id()));
        long waiting = presence.unchained().size() - late.size();
        return new ChainReport(
                chain.id(),
                begins.get(),
                end.get(),
                pruned.get(),
                erased.get(),
                waiting,
                prunedBefore.get(),
                findings.inOrder());
    }

    private void follow(Block block, boolean first) {
        if (block.links().isEmpty()) {
            findings.add(new Finding(Finding.Kind.BLOCK_ALTERED, block.position(), Optional.empty()));
            return;
        }
        Block.Link beginning = block.links().get(0);
        if (first && block.position() > 0) {
            begins.set(block.position());
            if (prunedBefore.get().isEmpty()) {
                findings.add(Finding.Kind.BEGINNING_MISSING, block.position(), beginning.id());
            }
        } else if (block.position() != end.get().position()
                || !block.previous().equals(end.get().hash())) {
            findings.add(Finding.Kind.BLOCK_MISSING, block.position(), beginning.id());
        }
        if (!Block.fold(block.previous(), block.links()).equals(block.head())) {
            findings.add(Finding.Kind.BLOCK_ALTERED, block.position(), beginning.id());
        }
        end.set(new Head(chain.id(), block.end(), block.head(), block.newest()));
        int start = 0;
        while (start < block.links().size()) {
            int next = Math.min(block.links().size(), start + size.get().rows());
            compare(block.position() + start, block.links().subList(start, next));
            start = next;
        }
    }

    private void compare(long position, List<Block.Link> links) {
        presence.readUpTo(links);
        Map<UUID, ChainedEntry> stored = chain
                .entries(links.stream().map(Block.Link::id).toList())
                .stream()
                .collect(Collectors.toMap(ChainedEntry::id, Function.identity()));
        size.updateAndGet(last -> last.after(links.size(), ChainedEntry.length(stored.values())));
        for (int place = 0; place < links.size(); place++) {
            Block.Link link = links.get(place);
            ChainedEntry entry = stored.get(link.id());
            if (entry == null) {
                missing(position + place, link);
            } else {
                compare(position + place, link, entry);
            }
        }
    }

    private void missing(long position, Block.Link link) {
        presence.removed(link.id());
        Instant made = Instant.ofEpochMilli(link.id().getMostSignificantBits() >>> 16);
        if (isPruned(made)) {
            pruned.incrementAndGet();
        } else {
            findings.add(Finding.Kind.ENTRY_MISSING, position, link.id());
        }
    }

    /** Entries may be pruned while a chain is verified. */
    private boolean isPruned(Instant made) {
        if (prunedBefore.get().filter(made::isBefore).isEmpty()) {
            prunedBefore.set(chain.prunedBefore());
        }
        return prunedBefore.get().filter(made::isBefore).isPresent();
    }

    private void compare(long position, Block.Link link, ChainedEntry entry) {
        if (!presence.chained(link.id())) {
            findings.add(Finding.Kind.ENTRY_REPEATED, position, link.id());
        }
        if (!entry.hash().equals(link.entry())) {
            findings.add(Finding.Kind.ENTRY_ALTERED, position, link.id());
        } else if (entry.erased()) {
            erased.incrementAndGet();
            if (!isErasureRecorded(entry)) {
                findings.add(Finding.Kind.ERASURE_NOT_RECORDED, position, link.id());
            } else if (!entry.cleared()) {
                findings.add(Finding.Kind.ERASED_TEXT_ALTERED, position, link.id());
            }
        }
    }

    /** Returns whether an erasure of the entry's user is recorded; of any user, if the entry is a refused request about no user. */
    private boolean isErasureRecorded(ChainedEntry entry) {
        Set<UUID> users = erasedUsers.updateAndGet(known -> known == null ? chain.erasedUsers() : known);
        return entry.user().map(users::contains).orElse(!users.isEmpty());
    }
}
