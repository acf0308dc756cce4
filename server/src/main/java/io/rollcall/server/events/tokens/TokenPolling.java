package io.rollcall.server.events.tokens;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.events.EventLog;
import io.rollcall.server.events.EventQuery;
import io.rollcall.server.events.LoggedEvent;
import io.rollcall.server.events.Sequencing;
import io.rollcall.server.events.receipts.EventReceipts;
import io.rollcall.server.events.receipts.Receiver;
import io.rollcall.server.events.tokens.AcknowledgementMapper.Candidate;
import io.rollcall.server.events.tokens.AcknowledgementMapper.Window;
import io.rollcall.server.events.tokens.EventStreamMapper.Verification;
import io.rollcall.server.kernel.Refusal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivery of tokens to receivers that poll (RFC 8936). A token is delivered with each poll until it is acknowledged. A stream
 * stores the position up to which all are, and the acknowledged positions after it.
 */
@Singleton
public final class TokenPolling {
    private static final Logger LOG = LoggerFactory.getLogger(TokenPolling.class);

    /** Positions that an acknowledgement looks at: as many as a page of the log passes, after a step. */
    private static final int MAX_PASSED = 12_000;

    /** Pages of the log without an event of the stream that a poll reads before it returns. */
    private static final int MAX_PAGES = 5;

    /** A stream is moved past at least so many events of others at once, so that polls seldom write. */
    private static final int STEP = 1_000;

    private static final long LOOK_SECONDS = 2;

    private final Database database;
    private final EventLog log;
    private final Sequencing sequencing;
    private final SecurityEventTokens tokens;
    private final EventReceipts receipts;
    private final EventTokenConfig config;
    private final Counter delivered;
    private final Counter acknowledged;

    @Inject
    public TokenPolling(
            Database database,
            EventLog log,
            Sequencing sequencing,
            SecurityEventTokens tokens,
            EventReceipts receipts,
            EventTokenConfig config,
            MeterRegistry meters) {
        this.database = database;
        this.log = log;
        this.sequencing = sequencing;
        this.tokens = tokens;
        this.receipts = receipts;
        this.config = config;
        this.delivered = Counter.builder("rollcall.event.tokens.delivered")
                .description("Security event tokens sent, repetitions included")
                .register(meters);
        this.acknowledged = Counter.builder("rollcall.event.tokens.acknowledged")
                .description("Security event tokens that receivers acknowledged")
                .register(meters);
        database.register(AcknowledgementMapper.class);
        database.register(Candidate.class, Candidate::read);
    }

    /**
     * Tokens to deliver.
     *
     * @param tokens by their ids, in order
     * @param more whether there are others to deliver now
     * @param end position up to which the stream has no others
     */
    public record Delivery(Map<String, String> tokens, boolean more, long end) {
        public boolean isEmpty() {
            return tokens.isEmpty() && !more;
        }
    }

    /**
     * Records that the receiver keeps tokens, which is a receipt of an offboarding, or refuses them for good. Ids of no waiting
     * token are ignored.
     */
    public void acknowledge(EventStream stream, Set<String> kept, Set<String> refused) {
        Set<String> ids = Stream.concat(kept.stream(), refused.stream())
                .filter(EventStreams::isId)
                .collect(Collectors.toSet());
        int count = ids.isEmpty() ? 0 : database.write(tx -> acknowledge(tx, stream, ids, kept));
        acknowledged.increment(count);
    }

    private int acknowledge(Transaction tx, EventStream stale, Set<String> ids, Set<String> kept) {
        EventStreamMapper streams = tx.mapper(EventStreamMapper.class);
        int verifications = streams.deleteVerifications(stale.owner(), stale.id(), ids);
        return streams.lock(stale.owner(), stale.id())
                .filter(stream -> !stream.types().isEmpty() && ids.size() > verifications)
                .map(stream -> verifications + acknowledgeEvents(tx, stream, ids, kept))
                .orElse(verifications);
    }

    private int acknowledgeEvents(Transaction tx, EventStream stream, Set<String> ids, Set<String> kept) {
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
        return added.size();
    }

    /**
     * Returns the next tokens of a stream; none unless it is enabled.
     *
     * @param most maximum number of tokens
     */
    public Delivery next(EventStream stream, int most) {
        return next(stream, stream.position(), most);
    }

    /** Returns the next tokens. @param passed position up to which an earlier call found none */
    public Delivery next(EventStream stream, long passed, int most) {
        if (stream.status() != EventStream.Status.ENABLED || most == 0) {
            return new Delivery(Map.of(), false, passed);
        }
        Map<String, String> found = new LinkedHashMap<>();
        for (Verification verification : verifications(stream)) {
            if (found.size() < most) {
                found.put(verification.id(), tokens.of(stream, verification));
            }
        }
        Delivery events = stream.types().isEmpty()
                ? new Delivery(Map.of(), false, passed)
                : events(stream, Math.max(passed, stream.position()), most - found.size());
        found.putAll(events.tokens());
        delivered.increment(found.size());
        return new Delivery(found, events.more(), events.end());
    }

    private List<Verification> verifications(EventStream stream) {
        return database.read(tx -> tx.mapper(EventStreamMapper.class).listVerifications(stream.owner(), stream.id()));
    }

    private Delivery events(EventStream stream, long start, int most) {
        if (most == 0) {
            return new Delivery(Map.of(), true, start);
        }
        Set<Long> later = Set.copyOf(acknowledgedAfter(stream));
        int limit = Math.min(config.maxUnacknowledged(), later.size() + most + 1);
        Map<String, String> found = new LinkedHashMap<>();
        long end = start;
        long passed = start;
        boolean more = true;
        for (int pages = 0; pages < MAX_PAGES && found.isEmpty() && more; pages++) {
            EventLog.Page page = read(stream, end, limit);
            List<LoggedEvent> waiting = page.events().stream()
                    .filter(event -> !later.contains(event.position()))
                    .toList();
            waiting.stream().limit(most).forEach(event -> found.put(event.id(), tokens.of(stream, event)));
            more = waiting.size() > most || page.more();
            end = page.end();
            passed = found.isEmpty() ? end : passed;
        }
        if (passed - stream.position() >= STEP) {
            advance(stream, passed);
        }
        return new Delivery(found, more, end);
    }

    /** Returns events of the stream after a position, or the oldest retained ones if those were deleted for their age. */
    private EventLog.Page read(EventStream stream, long start, int limit) {
        EventQuery query = new EventQuery(start, stream.types(), stream.organization(), limit);
        try {
            return log.read(query);
        } catch (Refusal refused) {
            if (refused.reason() != Refusal.Reason.GONE) {
                throw refused;
            }
            LOG.info(
                    "Events of stream {} were deleted for their age; any that it had not acknowledged are lost",
                    stream.id());
            long beginning = log.beginning();
            advance(stream, beginning);
            return log.read(query.from(beginning));
        }
    }

    private Collection<Long> acknowledgedAfter(EventStream stream) {
        return database.read(tx -> tx.mapper(AcknowledgementMapper.class).list(stream.owner(), stream.id()));
    }

    /** Moves a stream past events that it does not wait for, so that acknowledgements find those that follow. */
    private void advance(EventStream stream, long end) {
        database.write(tx -> {
            AcknowledgementMapper mapper = tx.mapper(AcknowledgementMapper.class);
            return mapper.advance(stream.owner(), stream.id(), stream.position(), end) > 0
                    ? mapper.deleteUpTo(stream.owner(), stream.id(), end)
                    : 0;
        });
    }

    /** Returns a future that completes when {@link #next} may find more. Verifications are looked for at intervals. */
    public CompletableFuture<?> ready(long passed) {
        return sequencing.after(passed).completeOnTimeout(null, LOOK_SECONDS, TimeUnit.SECONDS);
    }
}
