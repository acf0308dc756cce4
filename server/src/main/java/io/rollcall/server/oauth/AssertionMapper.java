package io.rollcall.server.oauth;

import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.retention.Retention;
import java.time.Instant;

/** Statements on {@code oauth_assertions}; see AssertionMapper.xml. */
interface AssertionMapper extends Retention.AgedTable {
    /** @throws io.rollcall.server.database.DuplicateKey if the client has presented that assertion before */
    void insert(OrganizationId organizationId, long client, byte[] jti, Instant expires);

    int remove(OrganizationId organizationId, int most);
}
