package io.rollcall.server.events.tokens;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.events.receipts.EventReceipts;
import io.rollcall.server.events.receipts.Receiver;
import io.rollcall.server.events.tokens.AcknowledgementMapper.Candidate;
import io.rollcall.server.events.tokens.AcknowledgementMapper.Window;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Acknowledgements of tokens, by polls and by the responses to pushes. A stream stores the position up to which all events are
 * acknowledged, and the acknowledged positions after it.
 */
@Singleton
public final class Acknowledgements {
    /** Positions that an acknowledgement looks at: as many as a page of the log passes, after a step. */
    private static final int MAX_PASSED = 12_000;

    private final Database database;
    private final EventReceipts receipts;
    private final EventTokenConfig config;
    private final Counter acknowledged;

    @Inject
    public Acknowledgements(Database database, EventReceipts receipts, EventTokenConfig config, MeterRegistry meters) {
        this.database = database;
        this.receipts = receipts;
        this.config = config;
        this.acknowledged = Counter.builder("rollcall.event.tokens.acknowledged")
                .description("Security event tokens that receivers acknowledged")
                .register(meters);
        database.register(AcknowledgementMapper.class);
        database.register(Candidate.class, Candidate::read);
    }

    /**
     * Records that the receiver keeps tokens, which is a receipt of an offboarding, or refuses them for good. Ids of no waiting
     * token are ignored.
     *
     * @return the number of waiting tokens that it refuses
     */
    int record(EventStream stream, Set<String> kept, Set<String> refused) {
        if (kept.isEmpty() && refused.isEmpty()) {
            return 0;
        }
        Recorded recorded = database.write(tx -> record(tx, stream, kept, refused));
        acknowledged.increment(recorded.all());
        return recorded.refused();
    }

    /** Numbers of tokens that waited until now. */
    private record Recorded(int all, int refused) {}

    private Recorded record(Transaction tx, EventStream stale, Set<String> kept, Set<String> refused) {
        Set<String> ids = Stream.concat(kept.stream(), refused.stream())
                .filter(EventStreams::isId)
                .collect(Collectors.toSet());
        if (ids.isEmpty()) {
            return new Recorded(0, 0);
        }
        EventStreamMapper streams = tx.mapper(EventStreamMapper.class);
        Set<String> errors = ids.stream().filter(refused::contains).collect(Collectors.toSet());
        int refusedVerifications =
                errors.isEmpty() ? 0 : streams.deleteVerifications(stale.owner(), stale.id(), errors);
        int verifications = refusedVerifications + streams.deleteVerifications(stale.owner(), stale.id(), ids);
        Recorded earlier = new Recorded(verifications, refusedVerifications);
        return streams.lock(stale.owner(), stale.id())
                .filter(stream -> !stream.types().isEmpty() && ids.size() > verifications)
                .map(stream -> recordEvents(tx, stream, ids, kept, earlier))
                .orElse(earlier);
    }

    private Recorded recordEvents(
            Transaction tx, EventStream stream, Set<String> ids, Set<String> kept, Recorded earlier) {
        AcknowledgementMapper mapper = tx.mapper(AcknowledgementMapper.class);
        long start = stream.position();
        Window window = new Window(start, start + MAX_PASSED, stream.types(), stream.organization());
        List<Candidate> candidates = mapper.window(window, config.maxUnacknowledged());
        Set<Long> before = new HashSet<>(mapper.list(stream.owner(), stream.id()));
        Set<Long> added = new HashSet<>();
        candidates.stream()
                .filter(candidate -> ids.contains(candidate.id()) && !before.contains(candidate.position()))
                .forEach(candidate -> added.add(candidate.position()));
        long end = start;
        for (Candidate candidate : candidates) {
            if (!before.contains(candidate.position()) && !added.contains(candidate.position())) {
                break;
            }
            end = candidate.position();
        }
        if (end > start) {
            mapper.advance(stream.owner(), stream.id(), start, end);
            mapper.deleteUpTo(stream.owner(), stream.id(), end);
        }
        long passed = end;
        List<Long> later = added.stream().filter(position -> position > passed).toList();
        if (!later.isEmpty()) {
            mapper.add(stream.owner(), stream.id(), later);
        }
        receipts.acknowledged(
                tx,
                Receiver.stream(stream.organization(), stream.id(), stream.created()),
                candidates.stream()
                        .filter(candidate -> added.contains(candidate.position())
                                && kept.contains(candidate.id())
                                && EventReceipts.areKeptOf(candidate.type()))
                        .map(Candidate::position)
                        .toList());
        long refused = candidates.stream()
                .filter(candidate -> added.contains(candidate.position()) && !kept.contains(candidate.id()))
                .count();
        return new Recorded(earlier.all() + added.size(), earlier.refused() + Math.toIntExact(refused));
    }

    /** Records the results of pushes, within a transaction that has locked the stream. */
    void recordPushed(Transaction tx, EventStream stream, PushRecords.Batch batch) {
        List<PushToken> all =
                Stream.concat(batch.kept().stream(), batch.refused().stream()).toList();
        List<String> verifications = all.stream()
                .filter(PushToken::isVerification)
                .map(PushToken::id)
                .toList();
        if (!verifications.isEmpty()) {
            tx.mapper(EventStreamMapper.class).deleteVerifications(stream.owner(), stream.id(), verifications);
        }
        AcknowledgementMapper mapper = tx.mapper(AcknowledgementMapper.class);
        long reached = Math.max(batch.position(), stream.position());
        List<Long> later = all.stream()
                .map(PushToken::position)
                .filter(position -> position > reached)
                .toList();
        if (!later.isEmpty()) {
            mapper.add(stream.owner(), stream.id(), later);
        }
        if (reached > stream.position()) {
            mapper.advance(stream.owner(), stream.id(), stream.position(), reached);
            mapper.deleteUpTo(stream.owner(), stream.id(), reached);
        }
        receipts.acknowledged(
                tx,
                Receiver.stream(stream.organization(), stream.id(), stream.created()),
                batch.kept().stream()
                        .filter(token -> EventReceipts.areKeptOf(token.type()))
                        .map(PushToken::position)
                        .toList());
        tx.afterCommit(() -> acknowledged.increment(all.size()));
    }

    /** Returns the acknowledged positions after the stream's own. */
    Collection<Long> after(EventStream stream) {
        return database.read(tx -> tx.mapper(AcknowledgementMapper.class).list(stream.owner(), stream.id()));
    }

    /** Moves a stream past events that it does not wait for, so that acknowledgements find those that follow. */
    void advance(EventStream stream, long end) {
        database.write(tx -> {
            AcknowledgementMapper mapper = tx.mapper(AcknowledgementMapper.class);
            return mapper.advance(stream.owner(), stream.id(), stream.position(), end) > 0
                    ? mapper.deleteUpTo(stream.owner(), stream.id(), end)
                    : 0;
        });
    }
}
