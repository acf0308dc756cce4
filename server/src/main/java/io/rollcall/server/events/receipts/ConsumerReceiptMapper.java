package io.rollcall.server.events.receipts;

import io.rollcall.server.database.CrossOrganization;
import io.rollcall.server.database.Row;
import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Statements that write the receipts of consumers; see ConsumerReceiptMapper.xml. */
interface ConsumerReceiptMapper {
    /** Returns the row of a consumer, locked until the transaction ends. */
    Optional<Progress> lock(OrganizationId organizationId, String name);

    /** Returns the first offboardings of the organization between two positions. */
    Window window(OrganizationId organizationId, long after, long last, int limit);

    @CrossOrganization("operators' consumers read all organizations")
    Window windowOfAll(long after, long last, int limit);

    /** Adds receipts of the organization's offboardings between two positions since the receiver was registered, unless they exist. */
    int add(OrganizationId organizationId, Receiver receiver, long after, long last, Instant now);

    @CrossOrganization("operators' consumers read all organizations")
    int addOfAll(Receiver receiver, long after, long last, Instant now);

    int advance(OrganizationId organizationId, String name, long receipted);

    @CrossOrganization("consumers of all owners get their receipts")
    List<Registered> listBehind();

    @CrossOrganization("offboardings of all organizations are checked together")
    List<Registered> list();

    /**
     * Progress of a consumer.
     *
     * @param receipted position up to which its receipts are written
     * @param registered time of its first position
     */
    record Progress(long position, long receipted, Instant registered) {
        static Progress read(Row row) {
            return new Progress(row.longNumber(1), row.longNumber(2), row.instant(3));
        }

        boolean isBehind() {
            return receipted < position;
        }
    }

    /** Offboardings in a range. @param last the position of the last one; 0 if there is none */
    record Window(int count, long last) {
        static Window read(Row row) {
            return new Window(row.number(1), row.longNumber(2));
        }
    }

    /** Consumer. @param registered time of its first position */
    record Registered(OrganizationId owner, String name, Instant registered, long first) {
        static Registered read(Row row) {
            return new Registered(row.organizationId(1), row.text(2), row.instant(3), row.longNumber(4));
        }
    }
}
