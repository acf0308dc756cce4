package io.rollcall.server.audit.chain;

import io.rollcall.server.database.Transaction;
import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Log whose entries are chained. */
public interface ChainedLog {
    /** Returns the log's name in {@code chainers}. */
    String name();

    /** Returns the chains of all existing entries. */
    List<OrganizationId> chains(Transaction tx);

    /** Returns entries of all organizations in key order, and seals unsealed ones. */
    List<ChainedEntry> page(Transaction tx, EntryKey after, Instant before, int limit);

    /** Returns the keys of the entries of {@link #page}. */
    List<EntryKey> keys(Transaction tx, EntryKey after, Instant before, int limit);

    /** Returns the existing entries among the ids, in any order. */
    List<ChainedEntry> find(Transaction tx, OrganizationId chain, List<UUID> ids);

    /** Returns the existing entries among the ids, and seals unsealed ones. */
    List<ChainedEntry> findSealed(Transaction tx, OrganizationId chain, List<UUID> ids);

    /** Returns the keys of a chain's entries in id order. */
    List<EntryKey> keysOf(Transaction tx, OrganizationId chain, Optional<UUID> after, int limit);

    /** Returns the users whose erasure the log records. */
    Set<UUID> erasedUsers(Transaction tx, OrganizationId chain);
}
