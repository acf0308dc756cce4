package io.rollcall.server.tokens;

import io.rollcall.server.kernel.OrganizationId;
import java.util.List;

/** Statements on {@code rejected_tokens}; see RejectedTokenMapper.xml. */
interface RejectedTokenMapper {
    /** Adds to the count of requests; returns 0 if the organization is deleted or under deletion. */
    int add(OrganizationId organizationId, RejectedToken rejected);

    List<RejectedToken> list(OrganizationId organizationId);

    int remove(OrganizationId organizationId, int most);
}
