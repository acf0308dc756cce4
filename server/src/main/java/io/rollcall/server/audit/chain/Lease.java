package io.rollcall.server.audit.chain;

import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;
import java.util.UUID;

/**
 * Row of {@code chainers}: the right to append to a log's chains, and how far they reach.
 *
 * @param fence number of this lease; a server whose lease has another number may not append any more
 * @param free whether no other server has the lease now
 * @param now the time by the clock of the database
 * @param cursorOccurred with the two next, the entry up to which all are chained, but for those that were committed late
 * @param lookedBack the latest search for entries that were committed late
 * @param lookedFarBack the same, further back
 */
record Lease(
        long fence,
        boolean free,
        Instant now,
        Instant cursorOccurred,
        OrganizationId cursorOrganization,
        UUID cursorEntry,
        Instant lookedBack,
        Instant lookedFarBack) {

    EntryKey cursor() {
        return new EntryKey(cursorOccurred, cursorOrganization, cursorEntry);
    }
}
