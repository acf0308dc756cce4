package io.rollcall.server.events.webhooks;

import io.rollcall.server.database.CrossOrganization;
import io.rollcall.server.kernel.OrganizationId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Statements on {@code webhooks}; see WebhookMapper.xml. */
interface WebhookMapper {
    @CrossOrganization("an endpoint may be for all organizations")
    void insert(UUID id, Webhook webhook);

    @CrossOrganization("the service compares the endpoint's organization with the caller's")
    Optional<Webhook> find(UUID id);

    /** Returns the row, locked until the transaction ends. */
    @CrossOrganization("the service compares the endpoint's organization with the caller's")
    Optional<Webhook> lock(UUID id);

    @CrossOrganization("operators see the endpoints of all organizations")
    List<Webhook> listAll();

    List<Webhook> list(OrganizationId organizationId);

    /** Returns the shard of each endpoint. */
    @CrossOrganization("a shard has endpoints of all organizations")
    List<Integer> shards();

    /** Stores the settings of an endpoint, but not its progress. */
    @CrossOrganization("the row was locked after its organization was compared")
    void update(UUID id, Webhook webhook);

    @CrossOrganization("the row was locked after its organization was compared")
    int delete(UUID id);

    int remove(OrganizationId organizationId, int most);

    /** Sets the position, and ends the writes of the generation so far. */
    @CrossOrganization("the row was locked after its organization was compared")
    void replay(UUID id, long position);

    @CrossOrganization("a shard has endpoints of all organizations")
    List<Webhook> listOfShards(Collection<Integer> shards);

    /** Begins a new generation. @return 0 if the endpoint is gone */
    @CrossOrganization("a server delivers to the endpoints of all organizations")
    int take(UUID id);

    /** Stores progress. @return 0 if another server has taken over, or a replay began */
    @CrossOrganization("a server delivers to the endpoints of all organizations")
    int advance(UUID id, Webhook.Progress progress, Webhook.State state);
}
