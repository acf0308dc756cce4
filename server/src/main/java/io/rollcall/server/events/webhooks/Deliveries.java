package io.rollcall.server.events.webhooks;

import io.rollcall.server.database.Database;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.retention.Retention;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.ToIntFunction;

/** Service for the deliveries of an endpoint: list, test, repeat. A running server makes the requested ones. */
@Singleton
public final class Deliveries {
    private static final int AT_ONCE = 1_000;

    private final Database database;
    private final Webhooks webhooks;
    private final Clock clock;
    private final WebhookConfig config;

    @Inject
    public Deliveries(Database database, Webhooks webhooks, Clock clock, WebhookConfig config) {
        this.database = database;
        this.webhooks = webhooks;
        this.clock = clock;
        this.config = config;
        database.register(DeliveryMapper.class);
        database.register(Delivery.class, Delivery::read);
        database.register(Delivery.Owner.class, Delivery.Owner::read);
    }

    /** Returns the deliveries of an endpoint, newest first. @throws Refusal NOT_FOUND if there is no such endpoint */
    public List<Delivery> list(
            Optional<OrganizationId> scope,
            UUID webhook,
            Optional<Delivery.Status> status,
            Optional<UUID> after,
            int limit) {
        webhooks.get(scope, webhook);
        return database.read(tx -> tx.mapper(DeliveryMapper.class).list(webhook, status.map(Enum::name), after, limit));
    }

    /** Returns a delivery. @throws Refusal NOT_FOUND if the endpoint has none with that id */
    public Delivery get(Optional<OrganizationId> scope, UUID webhook, UUID id) {
        webhooks.get(scope, webhook);
        return database.read(tx -> tx.mapper(DeliveryMapper.class).find(webhook, id))
                .orElseThrow(() -> noSuchDelivery(id.toString()));
    }

    /** Returns the refusal of an id that no delivery has. */
    public static Refusal noSuchDelivery(String id) {
        return Refusal.notFound("This webhook has no delivery '" + id + "'. Deliveries are deleted after a while.");
    }

    /**
     * Requests a test delivery.
     *
     * @throws Refusal NOT_FOUND if there is no such endpoint, CONFLICT if it is disabled, TOO_MANY if too many wait
     */
    public Delivery test(Optional<OrganizationId> scope, UUID webhook) {
        return request(Delivery.test(enabled(scope, webhook), clock.instant()));
    }

    /** Requests a further delivery of the same event. @throws Refusal as {@link #test} */
    public Delivery resend(Optional<OrganizationId> scope, UUID webhook, UUID id) {
        Delivery delivery = get(scope, webhook, id);
        enabled(scope, webhook);
        if (delivery.isTest()) {
            throw Refusal.conflict("This was a test. Send another one with POST .../test.");
        }
        return request(delivery.again(clock.instant()));
    }

    private Webhook enabled(Optional<OrganizationId> scope, UUID id) {
        Webhook webhook = webhooks.get(scope, id);
        if (!webhook.isEnabled()) {
            throw Refusal.conflict("The webhook is disabled. Enable it first.");
        }
        return webhook;
    }

    private Delivery request(Delivery delivery) {
        database.write(tx -> {
            DeliveryMapper mapper = tx.mapper(DeliveryMapper.class);
            int waiting = mapper.countWaiting(delivery.webhook(), Delivery.Status.REQUESTED);
            if (waiting >= config.maxRequested()) {
                throw Refusal.tooMany(
                        waiting + " tests and repeated deliveries of this webhook wait, the maximum (the setting"
                                + " events.webhooks.max-requested). Send this request again when they are done.");
            }
            mapper.save(List.of(delivery));
            return delivery;
        });
        return delivery;
    }

    /** Removes stored responses to events of an erased user. */
    public void redact(OrganizationId organizationId, UserId user) {
        database.write(tx -> tx.mapper(DeliveryMapper.class).redact(organizationId, "user/" + user));
    }

    /** Removes at most that many deliveries of an organization that is being deleted. @return their number */
    public int remove(OrganizationId organizationId, int most) {
        return database.write(tx -> tx.mapper(DeliveryMapper.class).remove(organizationId, most));
    }

    /** Deletes completed deliveries of each endpoint but the newest ones, and all of deleted endpoints. @return their number */
    public long trim() {
        return database.read(tx -> tx.mapper(DeliveryMapper.class).owners()).stream()
                .mapToLong(owner -> owner.deleted()
                        ? delete(mapper -> mapper.deleteAll(owner.webhook(), AT_ONCE))
                        : trim(owner.webhook(), Delivery.Status.DELIVERED)
                                + trim(owner.webhook(), Delivery.Status.FAILED))
                .sum();
    }

    private long trim(UUID webhook, Delivery.Status status) {
        return database.read(
                        tx -> tx.mapper(DeliveryMapper.class).newestExcess(webhook, status, config.maxDeliveries()))
                .map(newest -> delete(mapper -> mapper.deleteUpTo(webhook, status, newest, AT_ONCE)))
                .orElse(0L);
    }

    /** Deletes in transactions that are short enough for others. */
    private long delete(ToIntFunction<DeliveryMapper> statement) {
        long deleted = 0;
        int last;
        do {
            last = database.write(tx -> statement.applyAsInt(tx.mapper(DeliveryMapper.class)));
            deleted += last;
        } while (last == AT_ONCE);
        return deleted;
    }

    /** Deletes old deliveries and returns their number. */
    public long prune(Retention guard) {
        return guard.prune(config.retention(), "webhook deliveries", DeliveryMapper.class);
    }
}
