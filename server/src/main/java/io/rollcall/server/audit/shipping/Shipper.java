package io.rollcall.server.audit.shipping;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.rollcall.server.audit.Audit;
import io.rollcall.server.audit.AuditEntry;
import io.rollcall.server.audit.AuditMarks;
import io.rollcall.server.audit.chain.Leases;
import io.rollcall.server.database.Database;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Background job that sends the audit log to one destination, in chain order and at least once: the position is stored after the
 * receiver accepts a batch. It runs on one server at a time by a lease; a server that lost the lease cannot store a position.
 */
public final class Shipper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Shipper.class);

    /** Entries per batch, which is held in memory. */
    private static final int BATCH = 50;

    /** Duration of the lease; longer than the timeout of a batch. */
    private static final Duration LEASE = Duration.ofSeconds(60);

    private final Database database;
    private final Audit audit;
    private final AuditMarks marks;
    private final Leases leases;
    private final Destination destination;
    private final Backoff backoff;
    private final AtomicReference<Optional<Instant>> oldest = new AtomicReference<>(Optional.empty());
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final Counter sent;
    private final Counter failures;

    Shipper(
            Database database,
            Audit audit,
            AuditMarks marks,
            Destination destination,
            Clock clock,
            MeterRegistry meters) {
        this.database = database;
        this.audit = audit;
        this.marks = marks;
        this.leases = new Leases(database);
        this.destination = destination;
        this.backoff = new Backoff(clock);
        this.sent = counter(meters, "rollcall.audit.shipped", "Audit entries that a destination took from this server");
        this.failures = counter(meters, "rollcall.audit.shipping.failures", "Batches that a destination did not take");
        Gauge.builder("rollcall.audit.shipping.lag", () -> lag(clock.instant()).toSeconds())
                .description("Age of the oldest chained audit entry that a destination has not taken")
                .baseUnit("seconds")
                .tag("destination", destination.name())
                .register(meters);
    }

    private Counter counter(MeterRegistry meters, String name, String description) {
        return Counter.builder(name)
                .description(description)
                .tag("destination", destination.name())
                .register(meters);
    }

    /** Returns the age of the oldest unsent entry, as of the last check; it grows while checks fail. */
    private Duration lag(Instant now) {
        return oldest.get().map(since -> Duration.between(since, now)).orElse(Duration.ZERO);
    }

    /** Returns the name of its destination. */
    public String name() {
        return destination.name();
    }

    private String mark() {
        return "shipped/" + destination.name();
    }

    private String lease() {
        return "ship-" + destination.name();
    }

    /** Sends the unsent entries, unless another server is doing so or the destination is in backoff. */
    public void run() {
        List<AuditEntry.Chained> waiting = waiting();
        if (waiting.isEmpty() || !backoff.isOver()) {
            return;
        }
        leases.acquire(lease(), LEASE).ifPresent(this::sendAll);
    }

    private List<AuditEntry.Chained> waiting() {
        List<AuditEntry.Chained> waiting = audit.chained(position(), BATCH);
        oldest.set(waiting.stream().findFirst().map(first -> first.entry().occurred()));
        return waiting;
    }

    private long position() {
        return marks.find(mark()).map(Long::parseLong).orElse(0L);
    }

    /** Sends all unsent entries. The position is read again, since another server may have sent some before this one got the lease. */
    private void sendAll(long lease) {
        List<AuditEntry.Chained> batch = waiting();
        while (!stopped.get() && !batch.isEmpty() && send(batch) && store(batch.get(batch.size() - 1), lease)) {
            batch = waiting();
        }
    }

    private boolean send(List<AuditEntry.Chained> batch) {
        try {
            destination.send(batch);
        } catch (IOException failure) {
            if (stopped.get()) {
                return false;
            }
            failures.increment();
            if (backoff.begin()) {
                LOG.warn(
                        "The audit log cannot be sent to {} and will be tried again: {}", name(), failure.getMessage());
            }
            return false;
        }
        sent.increment(batch.size());
        if (backoff.end()) {
            LOG.info("The audit log is sent to {} again", name());
        }
        return true;
    }

    /** Stores the position. @return false if another server has taken the lease and sends the same entries */
    private boolean store(AuditEntry.Chained last, long lease) {
        return database.write(tx -> {
            boolean held = leases.hold(tx, lease(), lease, LEASE);
            if (held) {
                marks.put(tx, mark(), Long.toString(last.position() + 1));
            }
            return held;
        });
    }

    /** Releases the lease, so that another server can continue at once. */
    public void release() {
        leases.release(lease());
    }

    @Override
    public void close() {
        stopped.set(true);
        destination.close();
    }
}
