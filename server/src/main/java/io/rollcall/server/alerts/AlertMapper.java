package io.rollcall.server.alerts;

import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import java.util.List;

/** Statements on {@code acknowledged_alerts}; see AlertMapper.xml. */
interface AlertMapper {
    void put(OrganizationId organizationId, AcknowledgedAlerts.Acknowledgement acknowledgement, Actor.Kind actorKind);

    List<AcknowledgedAlerts.Acknowledgement> list(OrganizationId organizationId);

    int remove(OrganizationId organizationId, int most);
}
