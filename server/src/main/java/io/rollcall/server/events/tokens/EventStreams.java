package io.rollcall.server.events.tokens;

import io.rollcall.server.audit.Audit;
import io.rollcall.server.audit.AuditEvent;
import io.rollcall.server.audit.AuditKind;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.events.EventConsumers;
import io.rollcall.server.events.EventLog;
import io.rollcall.server.events.receipts.Receiver;
import io.rollcall.server.events.receipts.Subscription;
import io.rollcall.server.events.tokens.EventStreamMapper.StoredSettings;
import io.rollcall.server.events.webhooks.ShardRange;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.TimeOrderedId;
import io.rollcall.server.kernel.UserId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Streams of security event tokens. Operators and each organization have their own, and see no others. */
@Singleton
public final class EventStreams {
    private static final String ID = "[0-9a-f-]{36}";

    /** Verifications that wait for their acknowledgement; older ones are dropped. */
    private static final int MAX_VERIFICATIONS = 10;

    private final Database database;
    private final EventLog log;
    private final Audit audit;
    private final Clock clock;
    private final EventTokenConfig config;

    @Inject
    public EventStreams(Database database, EventLog log, Audit audit, Clock clock, EventTokenConfig config) {
        this.database = database;
        this.log = log;
        this.audit = audit;
        this.clock = clock;
        this.config = config;
        database.register(EventStreamMapper.class);
        database.register(EventStream.class, EventStream::read);
        database.register(PushMapper.class);
        database.register(AcknowledgementMapper.class);
        database.register(StreamVerification.class, StreamVerification::read);
    }

    /** Returns whether a text may be the id of a stream or a token. */
    public static boolean isId(String text) {
        return text.matches(ID);
    }

    private static OrganizationId owner(Optional<OrganizationId> organization) {
        return organization.orElse(EventConsumers.OPERATORS);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * Creates a stream of the events from now on.
     *
     * @param organization the only organization of its events; empty for all
     * @throws Refusal CONFLICT if the owner has too many streams
     */
    public EventStream create(Optional<OrganizationId> organization, EventStream.Settings settings, Actor actor) {
        OrganizationId owner = owner(organization);
        Instant now = now();
        EventStream stream = new EventStream(
                owner,
                TimeOrderedId.at(now).toString(),
                settings,
                EventStream.Status.ENABLED,
                "",
                log.newest(),
                Instant.EPOCH,
                now,
                Optional.empty());
        return database.write(tx -> {
            EventStreamMapper mapper = tx.mapper(EventStreamMapper.class);
            if (mapper.count(owner) >= config.maxStreams()) {
                throw Refusal.conflict("There are " + config.maxStreams()
                        + " streams, the maximum (events.tokens.max-streams). Delete unused ones.");
            }
            mapper.insert(stream, owner, StoredSettings.of(settings));
            changeEndpoint(tx, stream, settings);
            record(tx, AuditKind.EVENT_STREAM_CREATED, stream, actor, "");
            return refreshed(tx, stream);
        });
    }

    /** Stores where tokens are pushed to, if at all. */
    private void changeEndpoint(Transaction tx, EventStream stream, EventStream.Settings settings) {
        PushMapper mapper = tx.mapper(PushMapper.class);
        if (settings.push().isEmpty()) {
            mapper.delete(stream.owner(), stream.id());
            return;
        }
        int shard = stream.push().map(PushState::shard).orElseGet(() -> freeShard(mapper.shards()));
        mapper.put(stream.owner(), stream.id(), shard, settings.push().orElseThrow());
    }

    private int freeShard(List<Integer> taken) {
        if (taken.size() >= config.maxPushed()) {
            throw Refusal.conflict("There are " + config.maxPushed() + " streams with push delivery, the maximum"
                    + " (events.tokens.max-pushed). Let this one be polled.");
        }
        return ShardRange.STREAMS.leastUsed(taken);
    }

    private void record(Transaction tx, AuditKind kind, EventStream stream, Actor actor, String detail) {
        audit.record(
                tx,
                AuditEvent.of(kind, actor, stream.id())
                        .in(stream.organization())
                        .with(detail));
    }

    /** Returns the owner's streams, oldest first. */
    public List<EventStream> list(Optional<OrganizationId> organization) {
        return database.read(tx -> tx.mapper(EventStreamMapper.class).list(owner(organization)));
    }

    /** Returns the URIs of the events that the ServiceProviderConfig lists. @param organization empty if it is unknown */
    public List<String> announced(Optional<OrganizationId> organization) {
        return switch (config.announced()) {
            case NEVER -> List.of();
            case ALWAYS -> ScimEvent.uris();
            case STREAMS -> organization.map(this::delivered).orElse(List.of());
        };
    }

    private List<String> delivered(OrganizationId organization) {
        return list(Optional.of(organization)).stream()
                .filter(stream -> stream.status() != EventStream.Status.DISABLED)
                .flatMap(stream -> stream.settings().delivered().stream())
                .distinct()
                .toList();
    }

    /** Returns what streams are expected to acknowledge. */
    public List<Subscription> subscriptions() {
        if (!config.enabled()) {
            return List.of();
        }
        return database.read(tx -> tx.mapper(EventStreamMapper.class).listOfAll()).stream()
                .filter(stream -> !stream.types().isEmpty())
                .map(stream -> new Subscription(
                        Receiver.stream(stream.organization(), stream.id(), stream.created()),
                        stream.types(),
                        stream.position()))
                .toList();
    }

    /** Returns a stream of the owner; empty if it has none with that id. */
    public Optional<EventStream> find(Optional<OrganizationId> organization, String id) {
        return isId(id)
                ? database.read(tx -> tx.mapper(EventStreamMapper.class).find(owner(organization), id))
                : Optional.empty();
    }

    /** Returns a stream of the owner. @throws Refusal NOT_FOUND */
    public EventStream get(Optional<OrganizationId> organization, String id) {
        return find(organization, id).orElseThrow(EventStreams::unknown);
    }

    private static Refusal unknown() {
        return Refusal.notFound("There is no stream with this stream_id, or this key doesn't administer it.");
    }

    /** Replaces the receiver's part of a configuration. @throws Refusal NOT_FOUND */
    public EventStream update(
            Optional<OrganizationId> organization, String id, EventStream.Settings settings, Actor actor) {
        return locked(organization, id, (tx, stream) -> {
            if (!settings.equals(stream.settings())) {
                tx.mapper(EventStreamMapper.class).update(stream.owner(), id, StoredSettings.of(settings));
                if (!settings.push().equals(stream.settings().push())) {
                    changeEndpoint(tx, stream, settings);
                }
                record(tx, AuditKind.EVENT_STREAM_CHANGED, stream, actor, "");
            }
            return refreshed(tx, stream);
        });
    }

    /** Sets the status. Events during the time in which a stream is disabled are not sent later. */
    public EventStream setStatus(
            Optional<OrganizationId> organization, String id, EventStream.Status status, String reason, Actor actor) {
        long newest = log.newest();
        return locked(organization, id, (tx, stream) -> {
            boolean leaves = stream.status() == EventStream.Status.DISABLED && status != EventStream.Status.DISABLED;
            boolean enters = stream.status() != EventStream.Status.DISABLED && status == EventStream.Status.DISABLED;
            if (leaves || enters) {
                tx.mapper(AcknowledgementMapper.class).deleteAll(stream.owner(), id);
                tx.mapper(EventStreamMapper.class).deleteAllVerifications(stream.owner(), id);
            }
            tx.mapper(EventStreamMapper.class)
                    .setStatus(
                            stream.owner(),
                            id,
                            EventStream.label(status),
                            reason,
                            leaves ? Math.max(newest, stream.position()) : stream.position());
            tx.mapper(PushMapper.class).restart(stream.owner(), id);
            if (stream.status() != status) {
                record(
                        tx,
                        AuditKind.EVENT_STREAM_CHANGED,
                        stream,
                        actor,
                        "{\"status\":\"" + EventStream.label(status) + "\"}");
            }
            return refreshed(tx, stream);
        });
    }

    /**
     * Adds a verification, which the stream delivers like an event.
     *
     * @param state returned in its token
     * @throws Refusal TOO_MANY if the last one was too recent
     */
    public void verify(Optional<OrganizationId> organization, String id, Optional<String> state) {
        Instant now = now();
        locked(organization, id, (tx, stream) -> {
            Instant next = stream.verified().plus(config.minVerification());
            if (now.isBefore(next)) {
                throw Refusal.tooMany(
                        "Verify a stream at most every "
                                + config.minVerification().toSeconds() + " seconds.",
                        Duration.between(now, next));
            }
            EventStreamMapper mapper = tx.mapper(EventStreamMapper.class);
            int surplus = mapper.listVerifications(stream.owner(), id).size() + 1 - MAX_VERIFICATIONS;
            if (surplus > 0) {
                mapper.deleteOldestVerifications(stream.owner(), id, surplus);
            }
            mapper.addVerification(
                    stream.owner(), id, TimeOrderedId.at(clock.instant()).toString(), state, now);
            mapper.setVerified(stream.owner(), id, now);
            return stream;
        });
    }

    /** Deletes a stream and all that it has not delivered. @throws Refusal NOT_FOUND */
    public void delete(Optional<OrganizationId> organization, String id, Actor actor) {
        locked(organization, id, (tx, stream) -> {
            tx.mapper(AcknowledgementMapper.class).deleteAll(stream.owner(), id);
            tx.mapper(EventStreamMapper.class).deleteAllVerifications(stream.owner(), id);
            tx.mapper(PushMapper.class).delete(stream.owner(), id);
            record(tx, AuditKind.EVENT_STREAM_DELETED, stream, actor, "");
            return tx.mapper(EventStreamMapper.class).delete(stream.owner(), id);
        });
    }

    private interface Change<T> {
        T apply(Transaction tx, EventStream stream);
    }

    private <T> T locked(Optional<OrganizationId> organization, String id, Change<T> change) {
        if (!isId(id)) {
            throw unknown();
        }
        return database.write(tx -> change.apply(
                tx,
                tx.mapper(EventStreamMapper.class).lock(owner(organization), id).orElseThrow(EventStreams::unknown)));
    }

    private static EventStream refreshed(Transaction tx, EventStream stream) {
        return tx.mapper(EventStreamMapper.class)
                .find(stream.owner(), stream.id())
                .orElseThrow();
    }

    /** Removes what receivers said about events of an erased user. */
    public void redact(OrganizationId organizationId, UserId user) {
        database.write(
                tx -> tx.mapper(PushMapper.class).redact(organizationId, EventConsumers.OPERATORS, user.toString()));
    }

    /** Removes up to {@code most} rows of an organization that is being deleted, and returns their number. */
    public int remove(OrganizationId organizationId, int most) {
        return database.write(tx -> {
            EventStreamMapper streams = tx.mapper(EventStreamMapper.class);
            int removed = tx.mapper(AcknowledgementMapper.class).remove(organizationId, most);
            removed = removed > 0 ? removed : tx.mapper(PushMapper.class).remove(organizationId, most);
            removed = removed > 0 ? removed : streams.removeVerifications(organizationId, most);
            return removed > 0 ? removed : streams.remove(organizationId, most);
        });
    }
}
