package io.rollcall.server.events;

import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;

/** Statements that write to {@code outbox}, and change both tables of events; see OutboxMapper.xml. */
interface OutboxMapper {
    /** Maximum number of rows per redaction; a cluster certifies each transaction as a whole. */
    int ROWS_AT_ONCE = 500;

    /** Takes plain values, since each change of a user inserts an event, and members of a record are read by reflection. */
    void insert(
            OrganizationId organizationId,
            String id,
            String subject,
            String subjectId,
            int version,
            String type,
            Instant occurred,
            String correlationId,
            String data);

    /** Redacts events without a position. */
    int redactWaiting(OrganizationId organizationId, String subjectId, String data);

    /** Redacts at most {@link #ROWS_AT_ONCE} events with a position. */
    int redact(OrganizationId organizationId, String subjectId, String data);

    int removeWaiting(OrganizationId organizationId, int most);

    int remove(OrganizationId organizationId, int most);
}
