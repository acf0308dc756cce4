package io.rollcall.server.events;

import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;

/** Statements that write to {@code outbox}, and change both tables of events; see OutboxMapper.xml. */
interface OutboxMapper {
    /** Maximum number of rows per redaction; a cluster certifies each transaction as a whole. */
    int ROWS_AT_ONCE = 500;

    void insert(OrganizationId organizationId, String id, Instant occurred, NewEvent event);

    /** Redacts events without a position. */
    int redactWaiting(OrganizationId organizationId, String subjectId, String data);

    /** Redacts at most {@link #ROWS_AT_ONCE} events with a position. */
    int redact(OrganizationId organizationId, String subjectId, String data);

    int removeWaiting(OrganizationId organizationId, int most);

    int remove(OrganizationId organizationId, int most);
}
