package io.rollcall.server.events.webhooks;

import io.rollcall.server.database.CrossOrganization;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.retention.Retention;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Statements on {@code webhook_deliveries}; see DeliveryMapper.xml. */
interface DeliveryMapper extends Retention.AgedTable {
    /** Inserts deliveries, or replaces what may have changed in stored ones. */
    @CrossOrganization("an endpoint may be for all organizations")
    void save(List<Delivery> deliveries);

    @CrossOrganization("of one endpoint, whose organization was compared with the caller's")
    Optional<Delivery> find(UUID webhook, UUID id);

    /** Returns deliveries, newest first. */
    @CrossOrganization("of one endpoint, whose organization was compared with the caller's")
    List<Delivery> list(UUID webhook, Optional<String> status, Optional<UUID> after, int limit);

    /** Returns pending deliveries, in the order of their events. */
    @CrossOrganization("a server delivers to the endpoints of all organizations")
    List<Delivery> listPending(UUID webhook, int limit);

    @CrossOrganization("a server delivers to the endpoints of all organizations")
    List<Delivery> listRequested(Collection<UUID> webhooks, int limit);

    @CrossOrganization("of one endpoint, whose organization was compared with the caller's")
    int countWaiting(UUID webhook, Delivery.Status status);

    /** Returns the endpoints that have deliveries; those deleted since have {@code deleted}. */
    @CrossOrganization("deliveries of every endpoint are bounded alike")
    List<Delivery.Owner> owners();

    /** Returns the newest completed delivery to delete, if so many newer ones are kept. */
    @CrossOrganization("deliveries of every endpoint are bounded alike")
    Optional<UUID> newestExcess(UUID webhook, Delivery.Status status, int kept);

    /** Deletes the oldest deliveries of that status up to one. @return their number */
    @CrossOrganization("deliveries of every endpoint are bounded alike")
    int deleteUpTo(UUID webhook, Delivery.Status status, UUID newest, int limit);

    /** Deletes deliveries of an endpoint. @return their number */
    @CrossOrganization("the endpoint was deleted")
    int deleteAll(UUID webhook, int limit);

    /** Gives up pending deliveries of events after a position. */
    @CrossOrganization("of one endpoint, whose organization was compared with the caller's")
    void endPending(UUID webhook, long after);

    @CrossOrganization("a server delivers to the endpoints of all organizations")
    void delete(UUID webhook, Collection<UUID> ids);

    int remove(OrganizationId organizationId, int most);

    /** Removes stored responses to events of a subject, which may repeat them. */
    int redact(OrganizationId organizationId, String subject);

    @Override
    @CrossOrganization("rows are kept for the same time in every organization")
    long countOlder(Instant before);

    @Override
    @CrossOrganization("rows are kept for the same time in every organization")
    int prune(Instant before, int limit);
}
