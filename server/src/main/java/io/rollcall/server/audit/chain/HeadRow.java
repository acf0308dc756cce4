package io.rollcall.server.audit.chain;

import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;

/** The end of a row of {@code chain_blocks}. @param chainEnd the position after its last entry */
record HeadRow(OrganizationId organizationId, long chainEnd, byte[] head, Instant newest) {
    Head toHead() {
        return new Head(organizationId, chainEnd, Hash.of(head), newest);
    }
}
