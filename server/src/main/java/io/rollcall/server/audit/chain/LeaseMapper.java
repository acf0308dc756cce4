package io.rollcall.server.audit.chain;

import io.rollcall.server.database.CrossOrganization;
import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;
import java.util.UUID;

/** Statements on {@code chainers}; see LeaseMapper.xml. */
interface LeaseMapper {
    @CrossOrganization("a log is chained for all organizations at once")
    Lease find(String log, String holder);

    @CrossOrganization("leases are of the whole installation")
    boolean exists(String log);

    /** Inserts the row of a lease, unless it exists. */
    @CrossOrganization("leases are of the whole installation")
    void add(String log);

    @CrossOrganization("a log is chained for all organizations at once")
    int acquire(String log, String holder, long seconds);

    /** @return 0 if another server has taken the lease */
    @CrossOrganization("a log is chained for all organizations at once")
    int renew(String log, long fence, long seconds);

    @CrossOrganization("a log is chained for all organizations at once")
    int release(String log, String holder);

    @CrossOrganization("a log is chained for all organizations at once")
    void advance(String log, EntryKey cursor);

    @CrossOrganization("a log is chained for all organizations at once")
    void lookedBack(String log, Instant at);

    @CrossOrganization("a log is chained for all organizations at once")
    void lookedFarBack(String log, Instant at);

    /**
     * Row of {@code chainers}: the lease for appending to a log's chains, and their progress.
     *
     * @param fence number of this lease; a server whose lease has another number may not append
     * @param free whether no other server has the lease now
     * @param now the time by the clock of the database
     * @param cursorOccurred with the next two parameters, the last chained entry; only late commits before it may be unchained
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
}
