package io.rollcall.server.console.overview;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityEntry;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.activity.ActivityQuery;
import io.rollcall.server.alerts.AcknowledgedAlerts;
import io.rollcall.server.console.overview.ProvisioningState.OverdueOffboarding;
import io.rollcall.server.events.EventConsumers;
import io.rollcall.server.events.receipts.Offboardings;
import io.rollcall.server.events.tokens.EventStream;
import io.rollcall.server.events.tokens.EventStreams;
import io.rollcall.server.events.webhooks.Webhook;
import io.rollcall.server.events.webhooks.Webhooks;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.oauth.OAuthClients;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.tokens.Tokens;
import io.rollcall.server.traffic.Traffic;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Reads the {@link ProvisioningState} of organizations. */
final class ProvisioningStates {
    private static final int HOURS = 24;
    private static final int RECENT = 100;

    /** Status of requests with an invalid token, which have alerts of their own. */
    private static final int UNAUTHENTICATED = 401;

    /** The recorded change of an organization when SCIM is switched off. */
    private static final String SWITCHED_OFF = "\"scimEnabled\":{\"before\":true,\"after\":false}";

    private final Tokens tokens;
    private final OAuthClients clients;
    private final Traffic traffic;
    private final Activity activity;
    private final AcknowledgedAlerts alerts;
    private final Offboardings offboardings;
    private final Webhooks webhooks;
    private final EventStreams streams;
    private final EventConsumers consumers;
    private final Clock clock;

    ProvisioningStates(
            Tokens tokens,
            OAuthClients clients,
            Traffic traffic,
            Activity activity,
            AcknowledgedAlerts alerts,
            Offboardings offboardings,
            Webhooks webhooks,
            EventStreams streams,
            EventConsumers consumers,
            Clock clock) {
        this.tokens = tokens;
        this.clients = clients;
        this.traffic = traffic;
        this.activity = activity;
        this.alerts = alerts;
        this.offboardings = offboardings;
        this.webhooks = webhooks;
        this.streams = streams;
        this.consumers = consumers;
        this.clock = clock;
    }

    ProvisioningState of(Organization organization) {
        OrganizationId id = organization.id();
        Chart chart = Chart.of(traffic.lastHours(id, HOURS));
        return new ProvisioningState(
                organization,
                tokens.listConnected(id),
                clients.listWithSecrets(id),
                tokens.listRejected(id),
                chart,
                chart.refused() > chart.rejected() ? latestRefusal(id) : Optional.empty(),
                stopped(organization),
                overdue(id),
                webhooks.list(Optional.of(id)).stream()
                        .filter(Webhook::isDisabledByServer)
                        .toList(),
                streams.list(Optional.of(id)).stream()
                        .filter(EventStream::isPausedByServer)
                        .toList(),
                consumers.lagging(Optional.of(id)),
                alerts.of(id),
                clock.instant());
    }

    private Optional<OverdueOffboarding> overdue(OrganizationId id) {
        Offboardings.Overdue overdue = offboardings.overdue(id);
        return overdue.count() == 0
                ? Optional.empty()
                : offboardings
                        .longestOverdue(id)
                        .map(user -> new OverdueOffboarding(overdue.count(), overdue.since(), overdue.latest(), user));
    }

    /** Returns the time of the last recorded request, successful or not. */
    Optional<Instant> latestRequest(Organization organization) {
        return traffic.latest(organization.id());
    }

    private Optional<Instant> latestRefusal(OrganizationId id) {
        return activity.list(id, ActivityQuery.of(ActivityKind.REQUEST_REFUSED, RECENT)).stream()
                .filter(entry -> entry.actor().kind() == Actor.Kind.TOKEN && entry.status() != UNAUTHENTICATED)
                .map(ActivityEntry::occurred)
                .findFirst();
    }

    private Optional<Instant> stopped(Organization organization) {
        if (organization.status() == Organization.Status.SUSPENDED) {
            return latest(organization, ActivityKind.ORGANIZATION_SUSPENDED, "");
        }
        return organization.scimEnabled()
                ? Optional.empty()
                : latest(organization, ActivityKind.ORGANIZATION_CHANGED, SWITCHED_OFF);
    }

    private Optional<Instant> latest(Organization organization, ActivityKind kind, String change) {
        return activity.list(organization.id(), ActivityQuery.of(kind, RECENT)).stream()
                .filter(entry -> entry.changes().contains(change))
                .map(ActivityEntry::occurred)
                .findFirst();
    }
}
