package io.rollcall.server.audit.chain;

import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;

/** A row of {@code chain_blocks}. */
record BlockRow(
        OrganizationId organizationId,
        long position,
        byte[] previous,
        byte[] head,
        Instant newest,
        byte[] links,
        Instant created) {

    Block toBlock() {
        return new Block(organizationId, position, Hash.of(previous), Hash.of(head), newest, Link.decode(links));
    }
}
