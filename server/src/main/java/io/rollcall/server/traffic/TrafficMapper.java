package io.rollcall.server.traffic;

import io.rollcall.server.database.CrossOrganization;
import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Param;

/** The statements on {@code traffic}; see TrafficMapper.xml. */
interface TrafficMapper {
    /** Nothing where the organization is being deleted, or is gone. */
    void add(@Param("organizationId") OrganizationId organizationId, @Param("hour") HourOfTraffic hour);

    List<HourOfTraffic> list(@Param("organizationId") OrganizationId organizationId, @Param("from") Instant from);

    Optional<Instant> latest(@Param("organizationId") OrganizationId organizationId);

    int remove(@Param("organizationId") OrganizationId organizationId, @Param("most") int most);

    @CrossOrganization("counts are kept for the same time everywhere")
    long countOlder(@Param("before") Instant before);

    @CrossOrganization("counts are kept for the same time everywhere")
    long countAll();

    @CrossOrganization("counts are kept for the same time everywhere")
    int prune(@Param("before") Instant before, @Param("limit") int limit);
}
