package io.rollcall.server.events.tokens;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.rollcall.server.database.Database;
import io.rollcall.server.events.EventLog;
import io.rollcall.server.events.EventQuery;
import io.rollcall.server.events.LoggedEvent;
import io.rollcall.server.events.Sequencing;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.limits.LogLimit;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivery of tokens to receivers that poll (RFC 8936). A token is delivered with each poll until it is acknowledged.
 */
@Singleton
public final class TokenPolling {
    private static final Logger LOG = LoggerFactory.getLogger(TokenPolling.class);

    /** Pages of the log without an event of the stream that a poll reads before it returns. */
    private static final int MAX_PAGES = 5;

    /** A stream is moved past at least so many events of others at once, so that polls seldom write. */
    private static final int STEP = 1_000;

    private static final long LOOK_SECONDS = 2;

    private final LogLimit logLimit = new LogLimit();
    private final Database database;
    private final EventLog log;
    private final Sequencing sequencing;
    private final SecurityEventTokens tokens;
    private final Acknowledgements acknowledgements;
    private final EventTokenConfig config;
    private final Counter delivered;

    @Inject
    public TokenPolling(
            Database database,
            EventLog log,
            Sequencing sequencing,
            SecurityEventTokens tokens,
            Acknowledgements acknowledgements,
            EventTokenConfig config,
            MeterRegistry meters) {
        this.database = database;
        this.log = log;
        this.sequencing = sequencing;
        this.tokens = tokens;
        this.acknowledgements = acknowledgements;
        this.config = config;
        this.delivered = Counter.builder("rollcall.event.tokens.delivered")
                .description("Security event tokens sent, repetitions included")
                .register(meters);
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

    /** Records that the receiver keeps or refuses tokens. @return the number of waiting tokens that it refuses */
    public int acknowledge(EventStream stream, Set<String> kept, Set<String> refused) {
        return acknowledgements.record(stream, kept, refused);
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
        for (StreamVerification verification : verifications(stream)) {
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

    private List<StreamVerification> verifications(EventStream stream) {
        return database.read(tx -> tx.mapper(EventStreamMapper.class).listVerifications(stream.owner(), stream.id()));
    }

    private Delivery events(EventStream stream, long start, int most) {
        if (most == 0) {
            return new Delivery(Map.of(), true, start);
        }
        Set<Long> later = Set.copyOf(acknowledgements.after(stream));
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
            acknowledgements.advance(stream, passed);
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
            if (logLimit.permits(stream.owner(), stream.id())) {
                LOG.info(
                        "Events of stream {} were deleted for their age; any that it had not acknowledged are lost",
                        stream.id());
            }
            long beginning = log.beginning();
            acknowledgements.advance(stream, beginning);
            return log.read(query.from(beginning));
        }
    }

    /** Returns a future that completes when {@link #next} may find more. Verifications are looked for at intervals. */
    public CompletableFuture<?> ready(long passed) {
        return sequencing.after(passed).completeOnTimeout(null, LOOK_SECONDS, TimeUnit.SECONDS);
    }
}
