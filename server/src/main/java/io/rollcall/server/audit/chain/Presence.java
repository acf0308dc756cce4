package io.rollcall.server.audit.chain;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Comparison of a chain with the existing entries. Both are read once, side by side. A chain is almost in id order, so
 * little is kept in memory.
 */
final class Presence {
    private static final int PAGE = 1_000;

    private final VerifiableChain chain;
    private final Map<UUID, EntryKey> unchained = new HashMap<>();
    private final Set<UUID> chainedAhead = new HashSet<>();
    private final AtomicReference<Optional<UUID>> read = new AtomicReference<>(Optional.empty());
    private final AtomicBoolean ended = new AtomicBoolean();

    Presence(VerifiableChain chain) {
        this.chain = chain;
    }

    /** Reads the existing entries up to the last of the links. */
    void readUpTo(List<Block.Link> links) {
        UUID last = links.stream().map(Block.Link::id).max(EntryKey::compare).orElseThrow();
        while (!ended.get()
                && read.get().filter(id -> EntryKey.compare(id, last) >= 0).isEmpty()) {
            readPage();
        }
    }

    private void readPage() {
        List<EntryKey> page = chain.keys(read.get(), PAGE);
        for (EntryKey key : page) {
            if (!chainedAhead.remove(key.id())) {
                unchained.put(key.id(), key);
            }
        }
        ended.set(page.size() < PAGE);
        if (!page.isEmpty()) {
            read.set(Optional.of(page.get(page.size() - 1).id()));
        }
    }

    /** Marks an existing entry as chained. @return false if it was already marked */
    boolean chained(UUID id) {
        if (unchained.remove(id) != null) {
            return true;
        }
        boolean ahead =
                read.get().filter(last -> EntryKey.compare(id, last) <= 0).isEmpty();
        return ahead && chainedAhead.add(id);
    }

    /** Ignores an entry that was removed during the comparison. */
    void removed(UUID id) {
        unchained.remove(id);
    }

    void finish() {
        while (!ended.get()) {
            readPage();
        }
    }

    /** Returns the entries that are in no block. */
    Collection<EntryKey> unchained() {
        return unchained.values();
    }
}
