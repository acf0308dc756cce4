package io.rollcall.server.events;

import io.rollcall.server.database.CrossOrganization;
import io.rollcall.server.database.Row;
import io.rollcall.server.database.RowConsumer;
import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;
import java.util.Optional;

/** Statements that read events; see EventLogMapper.xml. */
interface EventLogMapper {
    @CrossOrganization("the log is of all organizations")
    Bounds bounds();

    /** Returns the position before the first event at that time or later. */
    @CrossOrganization("the log is of all organizations")
    Optional<Long> positionBefore(Instant time);

    /** Counts the organization's events after a position. */
    long countAfter(OrganizationId organizationId, long position);

    /** Reads events up to a position. */
    @CrossOrganization("operators read all organizations; the query names the one of other callers")
    void page(EventQuery query, long last, RowConsumer<LoggedEvent> rows);

    /**
     * Ends of the log.
     *
     * @param next the position of the next event
     * @param pruned events up to this position were deleted for their age
     */
    record Bounds(long next, long pruned) {
        static Bounds read(Row row) {
            return new Bounds(row.longNumber(1), row.longNumber(2));
        }
    }
}
