package io.rollcall.server.events;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.events.SequencerMapper.State;
import io.rollcall.server.events.SequencerMapper.Waiting;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Gives committed events their positions, on one server at a time, and moves them from the outbox to the log. Positions have no
 * holes, and a reader at any position has seen all events up to it.
 *
 * <p>The row of {@code event_log} has the next position. A batch takes positions only if no other has taken them since it was
 * read, so a server that lost the lease unnoticed, or is in another part of a cluster, writes nothing. The lease merely keeps
 * servers from competing: any may take it when its holder has moved nothing for {@link #LEASE}.
 *
 * <p>A version of a user is committed after the version before. So all versions up to one that is read can be read as well, and a
 * batch that was cut off is extended by all other events of its subjects.
 */
@Singleton
public final class Sequencer {
    /** Delay until another server takes over from one that died. */
    static final Duration LEASE = Duration.ofSeconds(2);

    /** Events per transaction; a cluster certifies each transaction as a whole. */
    static final int BATCH = 5_000;

    private final Database database;
    private final Clock clock;
    private final int batch;
    private final String holder = UUID.randomUUID().toString();

    @Inject
    Sequencer(Database database, Clock clock) {
        this(database, clock, BATCH);
    }

    Sequencer(Database database, Clock clock, int batch) {
        this.database = database;
        this.clock = clock;
        this.batch = batch;
        database.register(SequencerMapper.class);
        database.register(State.class, State::read);
        database.register(Waiting.class, Waiting::read);
    }

    /** Returns the state of the log, by one statement. */
    State look() {
        return database.read(tx -> tx.mapper(SequencerMapper.class).look(holder));
    }

    /** Moves all committed events unless a server does, and lets the next server do so at once; for commands. */
    public void moveAll() {
        while (move(look(), Duration.ZERO).orElse(0) >= batch) {
            // until none is left
        }
    }

    /** Moves a batch. @return the number of moved events; empty if another server has the lease, or was faster */
    Optional<Integer> move() {
        return move(look());
    }

    /** Moves a batch. @param state the state of the log, which the batch writes only if it is still the same */
    Optional<Integer> move(State state) {
        return move(state, LEASE);
    }

    private Optional<Integer> move(State state, Duration lease) {
        if (!state.free()) {
            return Optional.empty();
        }
        try {
            return database.write(tx -> move(tx, state, lease));
        } catch (OutboxChanged another) {
            return Optional.empty();
        }
    }

    private Optional<Integer> move(Transaction tx, State state, Duration lease) {
        SequencerMapper mapper = tx.mapper(SequencerMapper.class);
        List<Waiting> events = EventOrder.sorted(committed(mapper));
        if (events.isEmpty()) {
            return Optional.of(0);
        }
        int count = events.size();
        if (mapper.claim(holder, state.next(), count, lease.toMillis()) == 0) {
            return Optional.empty();
        }
        String ids = ids(events);
        if (mapper.copy(state.next(), ids) != count || mapper.delete(ids) != count) {
            throw new OutboxChanged();
        }
        if (events.stream().anyMatch(Waiting::offboarding)) {
            Instant readable = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            mapper.addOffboardings(state.next(), state.next() + count, readable);
        }
        return Optional.of(count);
    }

    private List<Waiting> committed(SequencerMapper mapper) {
        List<Waiting> first = mapper.listWaiting(batch);
        if (first.size() < batch) {
            return first;
        }
        List<Waiting> all = new ArrayList<>(first);
        all.addAll(mapper.listWaitingOf(subjects(first)));
        return all;
    }

    private static String subjects(List<Waiting> events) {
        ArrayNode subjects = JsonNodeFactory.instance.arrayNode();
        events.stream()
                .map(event -> JsonNodeFactory.instance
                        .arrayNode()
                        .add(event.organization().value())
                        .add(event.subject()))
                .distinct()
                .forEach(subjects::add);
        return subjects.toString();
    }

    private static String ids(List<Waiting> events) {
        ArrayNode ids = JsonNodeFactory.instance.arrayNode();
        events.forEach(event -> ids.add(event.id()));
        return ids.toString();
    }

    /** Thrown to roll back a batch if some of its events are gone, such as those of a deleted organization. */
    private static final class OutboxChanged extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
