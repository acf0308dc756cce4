package io.rollcall.server.events.tokens;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.events.EventLog;
import io.rollcall.server.events.EventQuery;
import io.rollcall.server.events.EventType;
import io.rollcall.server.events.Events;
import io.rollcall.server.events.LoggedEvent;
import io.rollcall.server.events.NewEvent;
import io.rollcall.server.events.tokens.PushMapper.WaitingVerification;
import io.rollcall.server.events.tokens.PushState.PushError;
import io.rollcall.server.events.webhooks.Webhook.Progress;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.limits.LogLimit;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records of the server that pushes the tokens of a stream. Each write compares the generation in which the server took the
 * stream over, so one that has lost its lease unnoticed writes nothing.
 */
@Singleton
public final class PushRecords {
    /** Events in a page of the log. */
    public static final int PAGE = 128;

    private static final Logger LOG = LoggerFactory.getLogger(PushRecords.class);

    /** Characters of data in a page, so that the pages of all streams fit in memory. */
    private static final long MAX_LENGTH = 128L * 1024;

    private final LogLimit logLimit = new LogLimit();
    private final Database database;
    private final EventLog log;
    private final Acknowledgements acknowledgements;
    private final SecurityEventTokens tokens;
    private final Activity activity;
    private final Events events;

    @Inject
    public PushRecords(
            Database database,
            EventLog log,
            Acknowledgements acknowledgements,
            SecurityEventTokens tokens,
            Activity activity,
            Events events) {
        this.database = database;
        this.log = log;
        this.acknowledgements = acknowledgements;
        this.tokens = tokens;
        this.activity = activity;
        this.events = events;
        database.register(EventStreamMapper.class);
        database.register(PushMapper.class);
        database.register(EventStream.class, EventStream::read);
        database.register(StreamVerification.class, StreamVerification::read);
        database.register(WaitingVerification.class, WaitingVerification::read);
    }

    /** A stream that this server has taken over. @param acknowledged positions after the stream's own */
    public record Taken(EventStream stream, Set<Long> acknowledged) {
        public Taken {
            acknowledged = Set.copyOf(acknowledged);
        }
    }

    /**
     * Results to be recorded together.
     *
     * @param kept tokens that the receiver keeps
     * @param refused tokens that it does not keep, and that are not pushed again
     * @param position up to which no token waits
     * @param error the last one, if there was one since the last write
     * @param pause why the stream is paused; empty if it is not
     */
    public record Batch(
            EventStream stream,
            Progress progress,
            List<PushToken> kept,
            List<PushToken> refused,
            long position,
            Optional<PushError> error,
            Optional<String> pause) {
        public Batch {
            kept = List.copyOf(kept);
            refused = List.copyOf(refused);
        }
    }

    /** Returns the shards that have enabled streams. */
    public Set<Integer> shards() {
        return Set.copyOf(database.read(tx -> tx.mapper(PushMapper.class).busyShards()));
    }

    /** Returns the enabled streams of some shards. */
    public List<EventStream> list(Collection<Integer> shards) {
        return shards.isEmpty()
                ? List.of()
                : database.read(tx -> tx.mapper(EventStreamMapper.class).listOfShards(shards)).stream()
                        .filter(stream -> stream.status() == EventStream.Status.ENABLED)
                        .toList();
    }

    /** Takes a stream over; from now on, no other server writes about it. Empty if it is no longer pushed. */
    public Optional<Taken> take(EventStream found) {
        return database.write(tx -> tx.mapper(PushMapper.class).take(found.owner(), found.id()) == 0
                ? Optional.<Taken>empty()
                : tx.mapper(EventStreamMapper.class)
                        .find(found.owner(), found.id())
                        .map(stream -> new Taken(
                                stream,
                                Set.copyOf(
                                        tx.mapper(AcknowledgementMapper.class).list(stream.owner(), stream.id())))));
    }

    /** Part of what a stream has. @param end position up to which these are all @param more whether there may be others now */
    public record Page(List<PushToken> tokens, long end, boolean more) {
        public Page {
            tokens = List.copyOf(tokens);
        }
    }

    /** Returns the tokens of events after a position, or of the oldest retained ones. */
    public Page read(EventStream stream, long after) {
        if (stream.types().isEmpty()) {
            return new Page(List.of(), log.newest(), false);
        }
        EventQuery query = new EventQuery(after, stream.types(), stream.organization(), PAGE);
        EventLog.Page page = readRetained(stream, query);
        return new Page(page.events().stream().map(PushToken::of).toList(), page.end(), page.more());
    }

    private EventLog.Page readRetained(EventStream stream, EventQuery query) {
        try {
            return log.read(query, MAX_LENGTH);
        } catch (Refusal notRetained) {
            if (logLimit.permits(stream.owner(), stream.id())) {
                LOG.warn(
                        "Events of stream {} were deleted for their age; any that it had not acknowledged are lost",
                        stream.id());
            }
            return log.read(query.from(log.beginning()), MAX_LENGTH);
        }
    }

    /** Returns the verifications that wait, by the ids of their streams. */
    public Map<String, List<PushToken>> verifications(Collection<Integer> shards) {
        return shards.isEmpty()
                ? Map.of()
                : database.read(tx -> tx.mapper(PushMapper.class).verifications(shards)).stream()
                        .collect(Collectors.groupingBy(
                                WaitingVerification::stream,
                                Collectors.mapping(
                                        waiting -> PushToken.of(waiting.verification()), Collectors.toList())));
    }

    /** Returns the signed token; empty if its event is no longer retained, or its verification was dropped. */
    public Optional<String> signed(EventStream stream, PushToken token) {
        return token.isVerification()
                ? verification(stream, token.id()).map(verification -> tokens.of(stream, verification))
                : token.event().or(() -> find(token)).map(event -> tokens.of(stream, event));
    }

    private Optional<StreamVerification> verification(EventStream stream, String id) {
        return database.read(
                tx -> tx.mapper(EventStreamMapper.class).listVerifications(stream.owner(), stream.id()).stream()
                        .filter(verification -> verification.id().equals(id))
                        .findFirst());
    }

    private Optional<LoggedEvent> find(PushToken token) {
        try {
            return log.read(EventQuery.all(token.position() - 1, 1), MAX_LENGTH).events().stream()
                    .filter(event -> event.id().equals(token.id()))
                    .findFirst();
        } catch (Refusal notRetained) {
            return Optional.empty();
        }
    }

    /** Records results. @return false if another server has taken over: nothing is recorded then */
    public boolean save(Batch batch) {
        return database.write(tx -> tx.mapper(EventStreamMapper.class)
                .lock(batch.stream().owner(), batch.stream().id())
                .filter(stored -> generation(stored) == generation(batch.stream()))
                .map(stored -> save(tx, stored, batch))
                .isPresent());
    }

    private static int generation(EventStream stream) {
        return stream.push().map(state -> state.progress().generation()).orElse(0);
    }

    private EventStream save(Transaction tx, EventStream stored, Batch batch) {
        PushMapper mapper = tx.mapper(PushMapper.class);
        acknowledgements.recordPushed(tx, stored, batch);
        batch.error().ifPresent(error -> mapper.noteError(stored.owner(), stored.id(), error));
        // A status that was set meanwhile has forgotten earlier failures.
        if (stored.status() == EventStream.Status.ENABLED) {
            mapper.save(stored.owner(), stored.id(), batch.progress());
            batch.pause().ifPresent(reason -> pause(tx, stored, reason));
        }
        return stored;
    }

    private void pause(Transaction tx, EventStream stream, String reason) {
        tx.mapper(EventStreamMapper.class).pause(stream.owner(), stream.id(), reason);
        PushEndpoint endpoint = stream.settings().push().orElseThrow();
        activity.record(
                tx,
                stream.organization(),
                ActivityKind.EVENT_STREAM_PAUSED,
                endpoint.origin() + " (" + stream.id() + ")",
                Actor.system());
        String data = JsonNodeFactory.instance
                .objectNode()
                .put("id", stream.id())
                .put("url", endpoint.origin())
                .put("reason", reason)
                .toString();
        events.record(
                tx,
                NewEvent.of(
                        stream.organization().orElse(OrganizationId.INSTALLATION),
                        EventType.EVENT_STREAM_PAUSED,
                        stream.id(),
                        Actor.system(),
                        data));
    }
}
