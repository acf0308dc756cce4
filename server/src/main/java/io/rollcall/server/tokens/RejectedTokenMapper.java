package io.rollcall.server.tokens;

import io.rollcall.server.kernel.OrganizationId;
import java.util.List;
import org.apache.ibatis.annotations.Param;

/** The statements on {@code rejected_tokens}; see RejectedTokenMapper.xml. */
interface RejectedTokenMapper {
    /** Adds to the requests; returns 0 if the organization is being deleted, or is gone. */
    int add(@Param("organizationId") OrganizationId organizationId, @Param("rejected") RejectedToken rejected);

    List<RejectedToken> list(@Param("organizationId") OrganizationId organizationId);

    int remove(@Param("organizationId") OrganizationId organizationId, @Param("most") int most);
}
