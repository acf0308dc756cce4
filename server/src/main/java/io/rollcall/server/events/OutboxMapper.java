package io.rollcall.server.events;

import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.TimeOrderedId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

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

    /** Maximum number of rows of an insert: a statement for thousands takes a hundred times the memory of its values. */
    int ROWS_OF_STATEMENT = 100;

    void insertSeveral(OrganizationId organizationId, List<Insertion> rows);

    /** Redacts events without a position. */
    int redactWaiting(OrganizationId organizationId, String subjectId, String data);

    /** Redacts at most {@link #ROWS_AT_ONCE} events with a position. */
    int redact(OrganizationId organizationId, String subjectId, String data);

    int removeWaiting(OrganizationId organizationId, int most);

    int remove(OrganizationId organizationId, int most);

    /** Event as a row. */
    record Insertion(NewEvent event, String id, String subject, String type, Instant occurred) {
        static Insertion of(NewEvent event, Instant now) {
            return new Insertion(
                    event,
                    TimeOrderedId.at(now).toString(),
                    event.type().subject().label(),
                    event.type().label(),
                    now.truncatedTo(ChronoUnit.MILLIS));
        }
    }
}
