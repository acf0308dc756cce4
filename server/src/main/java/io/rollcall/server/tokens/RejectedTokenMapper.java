package io.rollcall.server.tokens;

import io.rollcall.server.kernel.OrganizationId;
import java.util.List;

/** The statements on {@code rejected_tokens}; see RejectedTokenMapper.xml. */
interface RejectedTokenMapper {
    /** Adds to the requests; returns 0 if the organization is being deleted, or is gone. */
    int add(OrganizationId organizationId, RejectedToken rejected);

    List<RejectedToken> list(OrganizationId organizationId);

    int remove(OrganizationId organizationId, int most);
}
