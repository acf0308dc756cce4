package io.rollcall.server.traffic;

import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.retention.Retention;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Param;

/** Statements on {@code traffic}; see TrafficMapper.xml. */
interface TrafficMapper extends Retention.AgedTable {
    /** Adds nothing if the organization is being deleted, or is gone. */
    void add(@Param("organizationId") OrganizationId organizationId, @Param("hour") HourOfTraffic hour);

    List<HourOfTraffic> list(@Param("organizationId") OrganizationId organizationId, @Param("from") Instant from);

    Optional<Instant> latest(@Param("organizationId") OrganizationId organizationId);

    int remove(@Param("organizationId") OrganizationId organizationId, @Param("most") int most);
}
