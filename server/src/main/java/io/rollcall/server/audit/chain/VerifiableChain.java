package io.rollcall.server.audit.chain;

import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A chain with the existing entries, for its verification. */
interface VerifiableChain {
    OrganizationId id();

    /** Returns blocks in the order of their positions. @param from the least position */
    List<Block> blocks(long from, int limit);

    /** Returns those of the entries that exist, in any order. */
    List<ChainedEntry> entries(List<UUID> ids);

    /** Returns the keys of the entries, in the order of their ids. */
    List<EntryKey> keys(Optional<UUID> after, int limit);

    /** Returns the users whose erasure the log records. */
    Set<UUID> erasedUsers();

    /** Returns the time before which entries were pruned. */
    Optional<Instant> prunedBefore();

    /** Returns the entry up to which entries are chained, those of all organizations in the order of their keys. */
    EntryKey cursor();

    /** Returns the time of the database. */
    Instant now();
}
