package io.rollcall.server.events.receipts;

import io.rollcall.server.database.CrossOrganization;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.retention.Retention;
import java.time.Instant;
import java.util.Collection;

/** Statements on {@code event_receipts}; see ReceiptMapper.xml. */
interface ReceiptMapper extends Retention.AgedTable {
    /** Adds a receiver's receipts of the offboardings among the positions, unless it has them. */
    @CrossOrganization("receivers of operators have the events of all organizations")
    int add(Receiver receiver, Collection<Long> positions, Instant now);

    int remove(OrganizationId organizationId, int most);
}
