package io.rollcall.server.audit.chain;

import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;

/** Place of a block among all blocks, by the time at which it was appended. */
record BlockKey(Instant created, OrganizationId organization, long position) {
    /** Returns a key before all blocks of that time. */
    static BlockKey before(Instant time) {
        return new BlockKey(time, new OrganizationId(-1), 0);
    }

    static BlockKey of(BlockRow row) {
        return new BlockKey(row.created(), row.organizationId(), row.position());
    }
}
