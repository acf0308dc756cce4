package io.rollcall.server.events.receipts;

import io.rollcall.server.database.CrossOrganization;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.retention.Retention;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Statements on {@code event_receipts}; see ReceiptMapper.xml. */
interface ReceiptMapper extends Retention.AgedTable {
    /** Adds a receiver's receipts of the offboardings among the positions since it was registered, unless it has them. */
    @CrossOrganization("receivers of operators have the events of all organizations")
    int add(Receiver receiver, Collection<Long> positions, Instant now);

    /** Returns receipts of some of the organization's offboardings. */
    List<Offboarding.Receipt> list(OrganizationId organizationId, Collection<Long> positions, int limit);

    @CrossOrganization("offboardings of all organizations are checked together")
    List<Offboarding.Receipt> listOfAll(Collection<Long> positions, int limit);

    /** Returns milliseconds from requests to acknowledgements, of the latest requests. */
    List<Long> delays(OrganizationId organizationId, Instant from, int limit);

    /** Returns the position of an event. */
    Optional<Long> findEvent(OrganizationId organizationId, String id, Instant occurred);

    @CrossOrganization("operators acknowledge events of all organizations")
    Optional<Long> findEventOfAny(String id, Instant occurred);

    /** Counts the names other than that one by which the product has acknowledged an event. */
    @CrossOrganization("the event was found with the caller's organization")
    int countProducts(long position, String name);

    int remove(OrganizationId organizationId, int most);
}
