package io.rollcall.server.traffic;

import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.retention.Retention;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Statements on {@code traffic}; see TrafficMapper.xml. */
interface TrafficMapper extends Retention.AgedTable {
    /** Adds nothing if the organization is being deleted, or is gone. */
    void add(OrganizationId organizationId, HourOfTraffic hour);

    List<HourOfTraffic> list(OrganizationId organizationId, Instant from);

    Optional<Instant> latest(OrganizationId organizationId);

    int remove(OrganizationId organizationId, int most);
}
