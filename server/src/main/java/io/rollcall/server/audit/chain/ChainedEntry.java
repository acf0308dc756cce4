package io.rollcall.server.audit.chain;

import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

/**
 * Log entry with the data that its chain needs.
 *
 * @param hash the hash of everything in the entry, computed from the entry as it is now
 * @param erased whether its texts were erased
 * @param cleared whether its texts equal those of an erased entry
 * @param user its user, if any
 * @param length the length of its texts, which are not kept
 */
public record ChainedEntry(
        OrganizationId chain,
        UUID id,
        Instant occurred,
        Hash hash,
        boolean erased,
        boolean cleared,
        Optional<UUID> user,
        long length) {

    /** Returns the total length of the texts. */
    static long length(Collection<ChainedEntry> entries) {
        return entries.stream().mapToLong(ChainedEntry::length).sum();
    }

    Block.Link link() {
        return new Block.Link(id, hash);
    }

    EntryKey key() {
        return new EntryKey(occurred, chain, id);
    }
}
