package io.rollcall.server.events.webhooks;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.events.EventLog;
import io.rollcall.server.events.receipts.Receiver;
import io.rollcall.server.events.receipts.Subscription;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.TimeOrderedId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * Service for the endpoints that events are sent to: create, list, change, rotate, delete, replay. Callers name the organization
 * that they administer, empty for all; endpoints of others do not exist for them.
 */
@Singleton
public final class Webhooks {
    private final Database database;
    private final Activity activity;
    private final EventLog log;
    private final WebhookSecrets secrets;
    private final WebhookConfig config;
    private final ReplayLimit replays;
    private final Clock clock;

    @Inject
    public Webhooks(
            Database database,
            Activity activity,
            EventLog log,
            WebhookSecrets secrets,
            WebhookConfig config,
            Clock clock) {
        this.database = database;
        this.activity = activity;
        this.log = log;
        this.secrets = secrets;
        this.config = config;
        this.replays = new ReplayLimit(config.maxReplaysPerHour());
        this.clock = clock;
        database.register(WebhookMapper.class);
        database.register(DeliveryMapper.class);
        database.register(Webhook.class, Webhook::read);
    }

    /**
     * Creates an endpoint, which receives the events from now on. Only the result has its secret.
     *
     * @throws Refusal INVALID if the URL or a type is invalid, CONFLICT if there are too many endpoints
     */
    public Webhook.Issued create(WebhookRequest request, Actor actor) {
        WebhookRequest valid = request.validated(config);
        UUID id = TimeOrderedId.at(clock.instant());
        WebhookSecrets.NewKeys keys = secrets.create(id, valid.signature());
        long newest = log.newest();
        Webhook created = database.write(tx -> {
            Webhook webhook = valid.webhook(id, freeShard(tx, valid.organization()), keys.encrypted(), now(), newest);
            tx.mapper(WebhookMapper.class).insert(id, webhook);
            record(tx, webhook, ActivityKind.WEBHOOK_CREATED, actor);
            return webhook;
        });
        return new Webhook.Issued(created, keys.text());
    }

    /** Returns the shard with the fewest endpoints. @throws Refusal CONFLICT if there are too many endpoints */
    private int freeShard(Transaction tx, Optional<OrganizationId> organization) {
        WebhookMapper mapper = tx.mapper(WebhookMapper.class);
        List<Integer> taken = mapper.shards();
        if (taken.size() >= config.maxEndpoints()) {
            throw full(config.maxEndpoints(), "", "max-endpoints");
        }
        organization
                .filter(only -> mapper.list(only).size() >= config.maxPerOrganization())
                .ifPresent(only -> {
                    throw full(config.maxPerOrganization(), " of this organization", "max-endpoints-per-organization");
                });
        return ShardRange.WEBHOOKS.leastUsed(taken);
    }

    private static Refusal full(int most, String owner, String setting) {
        return Refusal.conflict("There are " + most + " endpoints" + owner
                + ", the maximum (the setting events.webhooks." + setting + "). Delete unused ones.");
    }

    /** Returns the endpoints, in the order in which they were created. */
    public List<Webhook> list(Optional<OrganizationId> scope) {
        return database.read(tx -> {
            WebhookMapper mapper = tx.mapper(WebhookMapper.class);
            return scope.map(mapper::list).orElseGet(mapper::listAll);
        });
    }

    /** Returns an endpoint. @throws Refusal NOT_FOUND if there is none with that id */
    public Webhook get(Optional<OrganizationId> scope, UUID id) {
        return within(
                scope, id, database.read(tx -> tx.mapper(WebhookMapper.class).find(id)));
    }

    private static Webhook within(Optional<OrganizationId> scope, UUID id, Optional<Webhook> found) {
        return found.filter(webhook -> scope.isEmpty() || scope.equals(webhook.organization()))
                .orElseThrow(() -> noSuchWebhook(id.toString()));
    }

    /** Returns the refusal of an id that no endpoint has. */
    public static Refusal noSuchWebhook(String id) {
        return Refusal.notFound("There is no webhook '" + id + "', or this key doesn't administer it.");
    }

    /**
     * Changes an endpoint. One that is enabled again continues where it ended, with all pending deliveries.
     *
     * @throws Refusal NOT_FOUND if there is none with that id, INVALID if the URL or a type is invalid
     */
    public Webhook update(Optional<OrganizationId> scope, UUID id, WebhookChange change, Actor actor) {
        return change(scope, id, (tx, before) -> {
            Webhook after = change.applied(before, config);
            tx.mapper(WebhookMapper.class).update(id, after);
            activity.recordChange(
                    tx,
                    after.organization(),
                    ActivityKind.WEBHOOK_CHANGED,
                    after.label(),
                    actor,
                    WebhookJson.settings(before),
                    WebhookJson.settings(after));
            return after;
        });
    }

    private <T> T change(Optional<OrganizationId> scope, UUID id, BiFunction<Transaction, Webhook, T> change) {
        return database.write(tx -> change.apply(
                tx, within(scope, id, tx.mapper(WebhookMapper.class).lock(id))));
    }

    /**
     * Replaces secret and key pair. The former ones sign, too, until the grace period is over.
     *
     * @param signature how messages are signed from now on; empty for no change
     * @throws Refusal NOT_FOUND if there is no such endpoint
     */
    public Webhook.Issued rotate(
            Optional<OrganizationId> scope, UUID id, Optional<SignatureScheme> signature, Actor actor) {
        return change(scope, id, (tx, before) -> {
            WebhookSecrets.NewKeys keys =
                    secrets.create(id, signature.orElse(before.secrets().scheme()));
            Webhook after = before.with(before.secrets().rotated(keys.encrypted(), now().plus(config.secretGrace())));
            tx.mapper(WebhookMapper.class).update(id, after);
            record(tx, after, ActivityKind.WEBHOOK_SECRET_ROTATED, actor);
            return new Webhook.Issued(after, keys.text());
        });
    }

    /** Returns how long a replaced secret signs, too. */
    public Duration secretGrace() {
        return config.secretGrace();
    }

    /** Deletes an endpoint with its pending deliveries. @throws Refusal NOT_FOUND if there is none with that id */
    public void delete(Optional<OrganizationId> scope, UUID id, Actor actor) {
        change(scope, id, (tx, before) -> {
            record(tx, before, ActivityKind.WEBHOOK_DELETED, actor);
            return tx.mapper(WebhookMapper.class).delete(id);
        });
    }

    /**
     * Sends all selected events after a position again, and then continues. Pending deliveries of these events end.
     *
     * @throws Refusal NOT_FOUND if there is no such endpoint, INVALID if events after the position are no longer retained, or
     *     the position is not reached yet, TOO_MANY if there were replays recently
     */
    public void replay(Optional<OrganizationId> scope, UUID id, long position, Actor actor) {
        if (position < log.beginning()) {
            throw Refusal.invalid(
                    "Events after this cursor were deleted because of their age. Replay from a later one.");
        }
        if (position > log.newest()) {
            throw Refusal.invalid("The cursor is beyond the newest event.");
        }
        replay(scope, id, position, position, replays::count, actor);
    }

    /** Skips all events that were not delivered yet. @throws Refusal NOT_FOUND if there is no such endpoint */
    public void skip(Optional<OrganizationId> scope, UUID id, Actor actor) {
        replay(scope, id, log.newest(), 0, webhook -> {}, actor);
    }

    /** @param ended position after which pending deliveries end */
    private void replay(
            Optional<OrganizationId> scope,
            UUID id,
            long position,
            long ended,
            Consumer<Webhook> admission,
            Actor actor) {
        change(scope, id, (tx, before) -> {
            admission.accept(before);
            tx.mapper(DeliveryMapper.class).endPending(id, ended);
            tx.mapper(WebhookMapper.class).replay(id, position);
            record(tx, before, ActivityKind.WEBHOOK_REPLAYED, actor);
            return id;
        });
    }

    /** Returns the endpoints that are to acknowledge offboardings: all but those that an administrator has disabled. */
    public List<Subscription> subscriptions() {
        return list(Optional.empty()).stream()
                .filter(webhook -> webhook.state() != Webhook.State.DISABLED)
                .map(webhook -> new Subscription(
                        Receiver.webhook(webhook.organization(), webhook.id(), webhook.created()),
                        webhook.typeLabels(),
                        webhook.skipped()))
                .toList();
    }

    /**
     * Returns the number of events that an endpoint has not accepted yet: those after its position, of its organization if it has
     * one, selected or not, and deliveries that wait for a further attempt.
     */
    public long lag(Webhook webhook) {
        int pending = database.read(
                tx -> tx.mapper(DeliveryMapper.class).countWaiting(webhook.id(), Delivery.Status.PENDING));
        return pending
                + log.countAfter(webhook.organization(), webhook.progress().position());
    }

    /** Removes at most that many endpoints of an organization that is being deleted. @return their number */
    public int remove(OrganizationId organizationId, int most) {
        return database.write(tx -> tx.mapper(WebhookMapper.class).remove(organizationId, most));
    }

    private void record(Transaction tx, Webhook webhook, ActivityKind kind, Actor actor) {
        activity.record(tx, webhook.organization(), kind, webhook.label(), actor);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
