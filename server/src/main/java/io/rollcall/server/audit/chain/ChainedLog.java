package io.rollcall.server.audit.chain;

import io.rollcall.server.database.Transaction;
import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A log whose entries are chained. */
public interface ChainedLog {
    /** The log's name in {@code chainers}. */
    String name();

    /** Returns the chains of all existing entries. */
    List<OrganizationId> chains(Transaction tx);

    /** Returns entries of all organizations in the order of their keys, each with a seal by now. */
    List<ChainedEntry> page(Transaction tx, EntryKey after, Instant before, int limit);

    /** Returns the same entries' keys only. */
    List<EntryKey> keys(Transaction tx, EntryKey after, Instant before, int limit);

    /** Returns those of the entries that exist, in any order. */
    List<ChainedEntry> find(Transaction tx, OrganizationId chain, List<UUID> ids);

    /** Returns the same entries, each with a seal by now. */
    List<ChainedEntry> findSealed(Transaction tx, OrganizationId chain, List<UUID> ids);

    /** Returns the keys of one chain's entries, in the order of their ids. */
    List<EntryKey> keysOf(Transaction tx, OrganizationId chain, Optional<UUID> after, int limit);

    /** Returns the users whose erasure the log records. */
    Set<UUID> erasedUsers(Transaction tx, OrganizationId chain);
}
