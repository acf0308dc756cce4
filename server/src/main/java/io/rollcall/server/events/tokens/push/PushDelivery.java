package io.rollcall.server.events.tokens.push;

import io.rollcall.server.database.Database;
import io.rollcall.server.database.DatabaseUnavailable;
import io.rollcall.server.events.Sequencing;
import io.rollcall.server.events.tokens.EventStream;
import io.rollcall.server.events.tokens.EventTokenConfig;
import io.rollcall.server.events.tokens.PushEndpoints;
import io.rollcall.server.events.tokens.PushRecords;
import io.rollcall.server.events.webhooks.ShardRange;
import io.rollcall.server.events.webhooks.WebhookConfig;
import io.rollcall.server.events.webhooks.delivery.DeliveryThread;
import io.rollcall.server.events.webhooks.delivery.LeaseHolder;
import io.rollcall.server.events.webhooks.delivery.Shards;
import io.rollcall.server.limits.LogLimit;
import io.rollcall.server.telemetry.Metrics;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Thread that pushes the tokens of this server's streams (RFC 8935). It reads the log, decides which attempts to make, and records
 * results in batches; other threads make the attempts. Without streams that are pushed it reads a few rows every two seconds.
 */
@Singleton
public final class PushDelivery implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(3);

    private final PushRecords records;
    private final PushAttempts attempts;
    private final LogLimit logLimit = new LogLimit();
    private final Sequencing sequencing;
    private final Shards shards;
    private final WebhookConfig sending;
    private final EventTokenConfig config;
    private final Clock clock;
    private final Map<String, PushStream> streams = new ConcurrentHashMap<>();
    private final Set<String> readers = new HashSet<>();
    private final AtomicBoolean arrived = new AtomicBoolean();
    private final DeliveryThread thread = new DeliveryThread("pushes", "Pushes of security event tokens", new Steps());

    @Inject
    public PushDelivery(
            PushRecords records,
            PushEndpoints endpoints,
            Sequencing sequencing,
            Database database,
            LeaseHolder holder,
            WebhookConfig sending,
            EventTokenConfig config,
            Clock clock,
            Metrics metrics) {
        this.records = records;
        this.sequencing = sequencing;
        this.shards = new Shards(database, holder, ShardRange.STREAMS);
        this.sending = sending;
        this.config = config;
        this.clock = clock;
        this.attempts =
                new PushAttempts(records, endpoints, sending, clock, metrics.registry(), logLimit, thread::wake);
        metrics.gauge(
                "rollcall.event.streams.failing",
                "Streams pushed by this server whose receivers have failed several times in a row",
                () -> streams.values().stream().filter(PushStream::isFailing).count());
    }

    public void start() {
        if (config.enabled()) {
            sequencing.whenPositionsAreAssigned(() -> {
                arrived.set(true);
                thread.wake();
            });
            thread.start();
        }
    }

    private final class Steps implements DeliveryThread.Work {
        @Override
        public void look() {
            takeOver();
        }

        @Override
        public void step() {
            deliver();
        }

        @Override
        public boolean isIdle() {
            return streams.isEmpty();
        }

        @Override
        public void forget() {
            streams.clear();
        }
    }

    private void deliver() {
        attempts.finished(clock.instant());
        if (arrived.getAndSet(false)) {
            readers.addAll(streams.keySet());
        }
        streams.values().removeIf(stream -> {
            boolean done = stream.isEnding() && stream.isIdle();
            return !stream.record(records, done) || done;
        });
        streams.values().stream()
                .filter(stream -> shards.permits(stream.shard()))
                .forEach(this::push);
    }

    private void push(PushStream stream) {
        String id = stream.stream().id();
        if (readers.contains(id) && !stream.read(records)) {
            readers.remove(id);
        }
        attempts.start(stream);
    }

    /** Renews leases, and takes streams over. */
    private void takeOver() {
        if (shards.renew(records::shards)) {
            handOver();
        }
        attempts.tidy();
        Set<Integer> held = shards.held();
        Map<String, EventStream> stored =
                records.list(held).stream().collect(Collectors.toMap(EventStream::id, Function.identity()));
        streams.values().stream()
                .filter(known -> !stored.containsKey(known.stream().id())
                        || !known.is(stored.get(known.stream().id())))
                .forEach(PushStream::end);
        stored.values().stream()
                .filter(stream -> !streams.containsKey(stream.id()))
                .filter(stream -> stream.push()
                        .filter(state -> shards.permits(state.shard()))
                        .isPresent())
                .forEach(this::take);
        records.verifications(held).forEach((id, tokens) -> {
            if (streams.containsKey(id)) {
                streams.get(id).add(tokens);
            }
        });
    }

    private void take(EventStream stored) {
        records.take(stored).ifPresent(taken -> {
            if (taken.stream().push().isPresent()) {
                streams.put(stored.id(), new PushStream(taken, sending, config.maxUnacknowledged(), logLimit));
                readers.add(stored.id());
            }
        });
    }

    /** Gives leases to other servers, once nothing of their shards is in progress here. */
    private void handOver() {
        Set<Integer> surplus = shards.surplus();
        streams.values().stream()
                .filter(stream -> surplus.contains(stream.shard()))
                .forEach(PushStream::end);
        shards.handOver(streams.values().stream().map(PushStream::shard).collect(Collectors.toSet()));
    }

    /** Ends attempts in progress, whose tokens are pushed again by another server or at the next start, and records the others. */
    @Override
    public void close() {
        try {
            thread.stop();
            attempts.close(GRACE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (!thread.hasEnded()) {
            // It waits for the database, and only it may touch the queues.
            return;
        }
        try {
            attempts.finished(clock.instant());
            streams.values().forEach(stream -> stream.record(records, true));
            shards.leave();
        } catch (DatabaseUnavailable gone) {
            // Another server continues once the leases have expired.
        }
    }
}
