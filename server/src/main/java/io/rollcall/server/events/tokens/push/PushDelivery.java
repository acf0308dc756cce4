package io.rollcall.server.events.tokens.push;

import io.rollcall.server.database.Database;
import io.rollcall.server.database.DatabaseUnavailable;
import io.rollcall.server.events.EventSignal;
import io.rollcall.server.events.Sequencing;
import io.rollcall.server.events.tokens.EventStream;
import io.rollcall.server.events.tokens.EventTokenConfig;
import io.rollcall.server.events.tokens.PushEndpoints;
import io.rollcall.server.events.tokens.PushRecords;
import io.rollcall.server.events.webhooks.ShardRange;
import io.rollcall.server.events.webhooks.WebhookConfig;
import io.rollcall.server.events.webhooks.delivery.LeaseHolder;
import io.rollcall.server.events.webhooks.delivery.Shards;
import io.rollcall.server.events.webhooks.delivery.Shards.Leases;
import io.rollcall.server.kernel.DaemonThreads;
import io.rollcall.server.limits.LogLimit;
import io.rollcall.server.telemetry.Metrics;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Thread that pushes the tokens of this server's streams (RFC 8935). It reads the log, decides which attempts to make, and records
 * results in batches; other threads make the attempts. Without streams that are pushed it reads a few rows every two seconds.
 */
@Singleton
public final class PushDelivery implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PushDelivery.class);

    /** Until a change of a stream has effect on every server. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private static final Duration RENEW_EVERY = Duration.ofSeconds(2);

    /** Until a due retry or a result to be recorded is noticed. */
    private static final Duration STEP = Duration.ofMillis(50);

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration GRACE = Duration.ofSeconds(3);

    /** A step takes longer only if the database does not answer. */
    private static final Duration STEP_GRACE = Duration.ofSeconds(1);

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
    private final AtomicReference<Leases> leases = new AtomicReference<>(Leases.NONE);
    private final AtomicLong looked = new AtomicLong(System.nanoTime() - LOOK_EVERY.toNanos());
    private final AtomicLong renewed = new AtomicLong(System.nanoTime() - RENEW_EVERY.toNanos());
    private final AtomicBoolean arrived = new AtomicBoolean();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final EventSignal signal = new EventSignal();
    private final Thread thread;

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
                new PushAttempts(records, endpoints, sending, clock, metrics.registry(), logLimit, signal::raise);
        this.thread = new DaemonThreads("pushes").newThread(this::run);
        metrics.gauge(
                "rollcall.event.streams.failing",
                "Streams pushed by this server whose receivers have failed several times in a row",
                () -> streams.values().stream().filter(PushStream::isFailing).count());
    }

    public void start() {
        if (config.enabled()) {
            sequencing.whenPositionsAreAssigned(() -> {
                arrived.set(true);
                signal.raise();
            });
            thread.start();
        }
    }

    private void run() {
        while (!stopped.get()) {
            try {
                step();
                signal.await(streams.isEmpty() ? LOOK_EVERY : STEP);
            } catch (InterruptedException stopping) {
                return;
            }
        }
    }

    private void step() throws InterruptedException {
        try {
            work();
            return;
        } catch (DatabaseUnavailable gone) {
            if (!gone.isKnown()) {
                LOG.warn("Pushes of security event tokens wait for the database: {}", gone.getMessage());
            }
        } catch (RuntimeException failure) {
            if (stopped.get()) {
                return;
            }
            // They are taken over again as last recorded, whatever state the failure has left.
            streams.clear();
            LOG.warn("Pushes of security event tokens wait after a failure, and will be made later", failure);
        }
        Thread.sleep(AFTER_FAILURE.toMillis());
    }

    private void work() {
        if (isDue(looked, LOOK_EVERY)) {
            look();
        }
        attempts.finished(clock.instant());
        if (arrived.getAndSet(false)) {
            readers.addAll(streams.keySet());
        }
        streams.values().removeIf(stream -> {
            boolean done = stream.isEnding() && stream.isIdle();
            return !stream.record(records, done) || done;
        });
        streams.values().stream()
                .filter(stream -> leases.get().permits(stream.shard()))
                .forEach(this::push);
    }

    private static boolean isDue(AtomicLong last, Duration period) {
        long now = System.nanoTime();
        if (now - last.get() < period.toNanos()) {
            return false;
        }
        last.set(now);
        return true;
    }

    private void push(PushStream stream) {
        String id = stream.stream().id();
        if (readers.contains(id) && !stream.read(records)) {
            readers.remove(id);
        }
        attempts.start(stream);
    }

    /** Renews leases, and takes streams over. */
    private void look() {
        if (isDue(renewed, RENEW_EVERY)) {
            Set<Integer> busy = records.shards();
            if (!busy.isEmpty() || !leases.get().held().isEmpty()) {
                leases.set(shards.keep(busy));
                handOver(leases.get().surplus());
            }
        }
        attempts.tidy();
        Set<Integer> held = leases.get().held();
        Map<String, EventStream> stored =
                records.list(held).stream().collect(Collectors.toMap(EventStream::id, Function.identity()));
        streams.values().stream()
                .filter(known -> !stored.containsKey(known.stream().id())
                        || !known.is(stored.get(known.stream().id())))
                .forEach(PushStream::end);
        stored.values().stream()
                .filter(stream -> !streams.containsKey(stream.id()))
                .filter(stream -> stream.push()
                        .filter(state -> leases.get().permits(state.shard()))
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
    private void handOver(Collection<Integer> surplus) {
        streams.values().stream()
                .filter(stream -> surplus.contains(stream.shard()))
                .forEach(PushStream::end);
        Set<Integer> inUse = streams.values().stream().map(PushStream::shard).collect(Collectors.toSet());
        List<Integer> released =
                surplus.stream().filter(shard -> !inUse.contains(shard)).toList();
        shards.release(released);
        Leases now = leases.get();
        Set<Integer> kept = new HashSet<>(now.held());
        kept.removeAll(released);
        leases.set(new Leases(kept, now.surplus(), now.end()));
    }

    /** Ends attempts in progress, whose tokens are pushed again by another server or at the next start, and records the others. */
    @Override
    public void close() {
        stopped.set(true);
        signal.raise();
        try {
            thread.join(STEP_GRACE.toMillis());
            thread.interrupt();
            attempts.close(GRACE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            // It waits for the database, and only it may touch the queues.
            return;
        }
        try {
            attempts.finished(clock.instant());
            streams.values().forEach(stream -> stream.record(records, true));
            if (!leases.get().held().isEmpty()) {
                shards.leave(leases.get().held());
            }
        } catch (DatabaseUnavailable gone) {
            // Another server continues once the leases have expired.
        }
    }
}
