package io.rollcall.server.alerts;

import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import java.util.List;
import org.apache.ibatis.annotations.Param;

/** Statements on {@code acknowledged_alerts}; see AlertMapper.xml. */
interface AlertMapper {
    void put(
            @Param("organizationId") OrganizationId organizationId,
            @Param("acknowledgement") AcknowledgedAlerts.Acknowledgement acknowledgement,
            @Param("actorKind") Actor.Kind actorKind);

    List<AcknowledgedAlerts.Acknowledgement> list(@Param("organizationId") OrganizationId organizationId);

    int remove(@Param("organizationId") OrganizationId organizationId, @Param("most") int most);
}
