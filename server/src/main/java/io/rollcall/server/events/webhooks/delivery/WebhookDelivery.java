package io.rollcall.server.events.webhooks.delivery;

import io.rollcall.server.database.Database;
import io.rollcall.server.database.DatabaseUnavailable;
import io.rollcall.server.events.EventLog;
import io.rollcall.server.events.Sequencing;
import io.rollcall.server.events.webhooks.DeliveryRecords;
import io.rollcall.server.events.webhooks.ShardRange;
import io.rollcall.server.events.webhooks.Webhook;
import io.rollcall.server.events.webhooks.WebhookConfig;
import io.rollcall.server.events.webhooks.WebhookMessages;
import io.rollcall.server.limits.LogLimit;
import io.rollcall.server.telemetry.Metrics;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * Thread that delivers events to the endpoints of this server's shards. It reads the log, decides which attempts to make, and
 * records results in batches; other threads make the attempts. Without endpoints it reads one row a second.
 */
@Singleton
public final class WebhookDelivery implements AutoCloseable {
    /** Part of the heap for events that wait in memory; others are read again when they are sent. */
    private static final long SHARE_OF_HEAP = 16;

    private static final Duration GRACE = Duration.ofSeconds(3);

    private final DeliveryRecords records;
    private final LogPages pages;
    private final Attempts attempts;
    private final LogLimit logLimit = new LogLimit();
    private final Sequencing sequencing;
    private final Shards shards;
    private final WebhookConfig config;
    private final Clock clock;
    private final Map<UUID, Endpoint> endpoints = new ConcurrentHashMap<>();
    private final Set<UUID> readers = new HashSet<>();
    private final AtomicLong room = new AtomicLong();
    private final PendingRoom pendingRoom = new PendingRoom(Runtime.getRuntime().maxMemory());
    private final AtomicBoolean arrived = new AtomicBoolean(true);
    private final DeliveryThread thread = new DeliveryThread("webhooks", "Webhooks", new Steps());

    @Inject
    public WebhookDelivery(
            DeliveryRecords records,
            EventLog log,
            WebhookMessages messages,
            Sequencing sequencing,
            Database database,
            LeaseHolder holder,
            WebhookConfig config,
            Clock clock,
            Metrics metrics) {
        this.records = records;
        this.pages = new LogPages(log);
        this.sequencing = sequencing;
        this.shards = new Shards(database, holder, ShardRange.WEBHOOKS);
        this.config = config;
        this.clock = clock;
        this.attempts = new Attempts(messages, config, clock, metrics.registry(), logLimit, thread::wake);
        metrics.gauge(
                "rollcall.webhooks.failing",
                "Webhooks of this server that have failed several times in a row",
                () -> endpoints.values().stream().filter(Endpoint::isFailing).count());
    }

    public void start() {
        sequencing.whenPositionsAreAssigned(() -> {
            arrived.set(true);
            thread.wake();
        });
        thread.start();
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
            return endpoints.isEmpty();
        }

        @Override
        public void forget() {
            endpoints.clear();
        }
    }

    private void deliver() {
        attempts.finished(clock.instant());
        if (arrived.getAndSet(false)) {
            readers.addAll(endpoints.keySet());
        }
        endpoints.values().stream()
                .filter(endpoint -> !endpoint.record(records, false))
                .toList()
                .forEach(lost -> endpoints.remove(lost.id()));
        pages.forget();
        room.set(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP
                - endpoints.values().stream().mapToLong(Endpoint::length).sum());
        pendingRoom.clear();
        endpoints.values().forEach(endpoint -> pendingRoom.count(endpoint.owner(), endpoint.pending()));
        endpoints.values().forEach(endpoint -> {
            if (shards.permits(endpoint.webhook().shard())) {
                read(endpoint);
                attempts.start(endpoint, pages);
            }
        });
    }

    /** Reads the next events for an endpoint that may have some. */
    private void read(Endpoint endpoint) {
        if (readers.contains(endpoint.id()) && pendingRoom.permits(endpoint.owner(), endpoint.pending())) {
            endpoint.readsFrom(clock.instant()).ifPresent(position -> {
                long before = endpoint.length();
                boolean more = pages.readInto(endpoint, position, clock.instant(), room.get());
                room.addAndGet(before - endpoint.length());
                if (!more) {
                    readers.remove(endpoint.id());
                }
            });
        }
    }

    /** Renews leases, and takes endpoints over. */
    private void takeOver() {
        if (shards.renew(records::shards)) {
            handOver();
        }
        attempts.tidy();
        Set<Integer> held = shards.held();
        Map<UUID, Webhook> stored =
                records.list(held).stream().collect(Collectors.toMap(Webhook::id, webhook -> webhook));
        endpoints.keySet().retainAll(stored.keySet());
        stored.values().forEach(this::refresh);
        records.requested(active())
                .forEach(delivery -> endpoints.get(delivery.webhook()).request(delivery));
    }

    private void refresh(Webhook stored) {
        Endpoint known = endpoints.get(stored.id());
        if (known != null && known.refresh(stored)) {
            return;
        }
        if (known != null) {
            known.record(records, true);
        }
        records.take(stored.id()).ifPresent(taken -> {
            endpoints.put(stored.id(), new Endpoint(taken, config, logLimit));
            readers.add(stored.id());
        });
    }

    private List<UUID> active() {
        return endpoints.values().stream()
                .filter(Endpoint::isActive)
                .map(Endpoint::id)
                .toList();
    }

    /** Gives leases to other servers, once nothing of their shards is in progress here. */
    private void handOver() {
        Set<Integer> inUse = endpoints.values().stream()
                .filter(endpoint -> !endpoint.isIdle())
                .map(endpoint -> endpoint.webhook().shard())
                .collect(Collectors.toSet());
        Set<Integer> released = shards.handOver(inUse);
        endpoints
                .values()
                .removeIf(endpoint -> released.contains(endpoint.webhook().shard()));
    }

    /** Ends attempts in progress, whose events are sent again by another server or at the next start, and records the others. */
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
            endpoints.values().forEach(endpoint -> endpoint.record(records, true));
            shards.leave();
        } catch (DatabaseUnavailable gone) {
            // Another server continues once the leases have expired.
        }
    }
}
