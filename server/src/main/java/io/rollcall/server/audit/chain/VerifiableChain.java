package io.rollcall.server.audit.chain;

import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Chain and its existing entries, for verification. */
interface VerifiableChain {
    OrganizationId id();

    /** Returns blocks in the order of their positions. @param from the lowest position */
    List<Block> blocks(long from, int limit);

    /** Returns the existing entries among the ids, in any order. */
    List<ChainedEntry> entries(List<UUID> ids);

    /** Returns the keys of the entries in id order. */
    List<EntryKey> keys(Optional<UUID> after, int limit);

    /** Returns the users whose erasure the log records. */
    Set<UUID> erasedUsers();

    /** Returns the time before which entries were pruned. */
    Optional<Instant> prunedBefore();

    /** Returns the key of the last chained entry of all organizations. */
    EntryKey cursor();

    /** Returns the time of the database. */
    Instant now();
}
