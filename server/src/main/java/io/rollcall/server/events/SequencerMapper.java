package io.rollcall.server.events;

import io.rollcall.server.database.CrossOrganization;
import io.rollcall.server.database.Row;
import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;
import java.util.List;

/** Statements that give events their positions; see SequencerMapper.xml. */
interface SequencerMapper {
    @CrossOrganization("the log is of all organizations")
    State look(String holder);

    /** Returns the first events of the outbox that are committed, in the order of their ids. */
    @CrossOrganization("the log is of all organizations")
    List<Waiting> listWaiting(int limit);

    /** Returns all committed events of the outbox about some subjects. @param subjects pairs as a JSON array */
    @CrossOrganization("each subject is looked up in its own organization")
    List<Waiting> listWaitingOf(String subjects);

    /** Takes or renews the lease, and the next positions. @return 0 if another server has the lease or those positions */
    @CrossOrganization("the log is of all organizations")
    int claim(String holder, long next, int count, long leaseMillis);

    /** Copies events into the log, in that order. @param ids a JSON array */
    @CrossOrganization("the log is of all organizations")
    int copy(long next, String ids);

    /** Adds the offboardings among copied events. @param end the position after the last of them */
    @CrossOrganization("the log is of all organizations")
    int addOffboardings(long first, long end, Instant readable);

    /** Deletes copied events from the outbox. @param ids a JSON array */
    @CrossOrganization("the log is of all organizations")
    int delete(String ids);

    /**
     * State of the log.
     *
     * @param next the position of the next event
     * @param free whether no other server has the lease now
     * @param hasWaiting whether the outbox has committed events
     */
    record State(long next, boolean free, boolean hasWaiting) {
        static State read(Row row) {
            return new State(row.longNumber(1), row.truth(2), row.truth(3));
        }
    }

    /**
     * Event of the outbox.
     *
     * @param version of its subject; 0 if that has none
     * @param offboarding whether it keeps receipts
     */
    record Waiting(String id, OrganizationId organization, String subject, int version, boolean offboarding) {
        static Waiting read(Row row) {
            return new Waiting(row.text(1), row.organizationId(2), row.text(3), row.number(4), row.truth(5));
        }
    }
}
