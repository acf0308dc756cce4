package io.rollcall.server.events.webhooks;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.events.EventType;
import io.rollcall.server.events.Events;
import io.rollcall.server.events.NewEvent;
import io.rollcall.server.events.receipts.EventReceipts;
import io.rollcall.server.events.receipts.Receiver;
import io.rollcall.server.events.webhooks.Webhook.Progress;
import io.rollcall.server.events.webhooks.Webhook.State;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.EnumName;
import io.rollcall.server.kernel.OrganizationId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Records of the server that delivers to an endpoint. Each write has the generation in which the server took the endpoint over,
 * so one that has lost its lease unnoticed writes nothing.
 */
@Singleton
public final class DeliveryRecords {
    /** Deliveries per statement. */
    private static final int BATCH = 500;

    private final Database database;
    private final Activity activity;
    private final Events events;
    private final EventReceipts receipts;
    private final int maxPending;
    private final int maxRequested;

    @Inject
    public DeliveryRecords(
            Database database, Activity activity, Events events, EventReceipts receipts, WebhookConfig config) {
        this.database = database;
        this.activity = activity;
        this.events = events;
        this.receipts = receipts;
        this.maxPending = config.maxPending() + BATCH;
        this.maxRequested = config.maxRequested();
        database.register(WebhookMapper.class);
        database.register(DeliveryMapper.class);
        database.register(Webhook.class, Webhook::read);
        database.register(Delivery.class, Delivery::read);
    }

    /** An endpoint that this server has taken over, with its pending deliveries in the order of their events. */
    public record Taken(Webhook webhook, List<Delivery> pending) {
        public Taken {
            pending = List.copyOf(pending);
        }
    }

    /**
     * Results to be recorded together.
     *
     * @param saved new and changed deliveries
     * @param dropped deliveries whose event is no longer retained
     * @param state the new state of the endpoint
     */
    public record Batch(
            Webhook webhook, Progress progress, State state, List<Delivery> saved, List<UUID> dropped, String reason) {
        public Batch {
            saved = List.copyOf(saved);
            dropped = List.copyOf(dropped);
        }
    }

    /** Returns the endpoints of some shards. */
    public List<Webhook> list(Collection<Integer> shards) {
        return shards.isEmpty()
                ? List.of()
                : database.read(tx -> tx.mapper(WebhookMapper.class).listOfShards(shards));
    }

    /** Returns the shards that have endpoints. */
    public Set<Integer> shards() {
        return Set.copyOf(database.read(tx -> tx.mapper(WebhookMapper.class).shards()));
    }

    /** Returns tests and repeated deliveries that wait. */
    public List<Delivery> requested(Collection<UUID> webhooks) {
        return webhooks.isEmpty()
                ? List.of()
                : database.read(
                        tx -> tx.mapper(DeliveryMapper.class).listRequested(webhooks, webhooks.size() * maxRequested));
    }

    /** Takes an endpoint over; from now on, no other server writes about it. Empty if it was deleted. */
    public Optional<Taken> take(UUID id) {
        return database.write(tx -> {
            WebhookMapper mapper = tx.mapper(WebhookMapper.class);
            return mapper.take(id) == 0
                    ? Optional.<Taken>empty()
                    : mapper.find(id)
                            .map(webhook -> new Taken(
                                    webhook, tx.mapper(DeliveryMapper.class).listPending(id, maxPending)));
        });
    }

    /** Records results. @return false if another server has taken over, or a replay began: nothing is recorded then */
    public boolean save(Batch batch) {
        return database.write(tx -> {
            if (tx.mapper(WebhookMapper.class).advance(batch.webhook().id(), batch.progress(), batch.state()) == 0) {
                return false;
            }
            DeliveryMapper mapper = tx.mapper(DeliveryMapper.class);
            for (int start = 0; start < batch.saved().size(); start += BATCH) {
                mapper.save(batch.saved()
                        .subList(start, Math.min(start + BATCH, batch.saved().size())));
            }
            if (!batch.dropped().isEmpty()) {
                mapper.delete(batch.webhook().id(), batch.dropped());
            }
            acknowledge(tx, batch);
            if (batch.webhook().isEnabled() && batch.state() != State.ENABLED) {
                recordDisabled(tx, batch);
            }
            return true;
        });
    }

    /** Records that offboardings were delivered. */
    private void acknowledge(Transaction tx, Batch batch) {
        List<Long> positions = batch.saved().stream()
                .filter(delivery -> delivery.status() == Delivery.Status.DELIVERED && !delivery.isTest())
                .filter(delivery -> EventReceipts.areKeptOf(delivery.type()))
                .map(Delivery::position)
                .toList();
        Webhook webhook = batch.webhook();
        receipts.acknowledged(tx, Receiver.webhook(webhook.organization(), webhook.id(), webhook.created()), positions);
    }

    private void recordDisabled(Transaction tx, Batch batch) {
        Webhook webhook = batch.webhook();
        activity.record(tx, webhook.organization(), ActivityKind.WEBHOOK_DISABLED, webhook.label(), Actor.system());
        String data = JsonNodeFactory.instance
                .objectNode()
                .put("id", webhook.id().toString())
                .put("url", webhook.origin())
                .put("state", EnumName.of(batch.state()))
                .put("reason", batch.reason())
                .toString();
        events.record(
                tx,
                NewEvent.of(
                        webhook.organization().orElse(OrganizationId.INSTALLATION),
                        EventType.WEBHOOK_DISABLED,
                        webhook.id().toString(),
                        Actor.system(),
                        data));
    }
}
