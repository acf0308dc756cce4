package io.rollcall.server.events.receipts;

import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.retention.Retention;

/** Statements on {@code offboardings}; see OffboardingMapper.xml. */
interface OffboardingMapper extends Retention.AgedTable {
    int remove(OrganizationId organizationId, int most);
}
