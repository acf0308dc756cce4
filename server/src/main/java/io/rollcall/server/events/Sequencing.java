package io.rollcall.server.events;

import io.rollcall.server.database.DatabaseUnavailable;
import io.rollcall.server.events.SequencerMapper.State;
import io.rollcall.server.kernel.DaemonThreads;
import io.rollcall.server.telemetry.Metrics;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Thread that runs the {@link Sequencer}, and tells readers on this server of new positions, whichever server gave them. It is
 * woken by commits on this server and polls for those of others: by two short statements a second if nothing happens.
 */
@Singleton
public final class Sequencing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sequencing.class);

    /** Other servers' commits and positions while nobody waits for them. */
    private static final Duration IDLE = Duration.ofMillis(500);

    /** The same while events come, or readers wait. */
    private static final Duration BUSY = Duration.ofMillis(100);

    /** How long events are taken to come after the last one. */
    private static final Duration RECENT = Duration.ofSeconds(2);

    /** Between two batches, so that busy servers move many events at once. */
    private static final Duration BETWEEN_BATCHES = Duration.ofMillis(100);

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration GRACE = Duration.ofSeconds(3);

    private final Sequencer sequencer;
    private final EventSignal committed;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Set<CompletableFuture<Void>> waiting = ConcurrentHashMap.newKeySet();
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong lastMove = new AtomicLong(System.nanoTime() - RECENT.toNanos());
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final Thread thread;

    @Inject
    Sequencing(Sequencer sequencer, EventSignal committed) {
        this.sequencer = sequencer;
        this.committed = committed;
        this.thread = new DaemonThreads("events").newThread(this::run);
    }

    /** Registers the number of events so far. */
    @Inject
    public void measure(Metrics metrics) {
        metrics.gauge("rollcall.events.position", "Position of the newest event", () -> Math.max(0, next.get() - 1));
    }

    /** Adds an action that runs on this thread when events got positions, by this server or another. It must be quick. */
    public void whenPositionsAreAssigned(Runnable action) {
        listeners.add(action);
    }

    /**
     * Returns a future that completes once there are events after a position. While one waits, other servers' positions are
     * looked for more often. Readers that no longer need it cancel it.
     */
    public CompletableFuture<Void> after(long position) {
        CompletableFuture<Void> future = new CompletableFuture<>();
        waiting.add(future);
        future.whenComplete((nothing, cancelled) -> waiting.remove(future));
        if (next.get() - 1 > position) {
            future.complete(null);
        } else if (waiting.size() == 1) {
            committed.raise();
        }
        return future;
    }

    public void start() {
        thread.start();
    }

    private void run() {
        while (!stopped.get()) {
            try {
                committed.await(step());
                spaceBatches();
            } catch (InterruptedException stopping) {
                return;
            }
        }
    }

    /** Returns how long to wait for a signal. */
    private Duration step() throws InterruptedException {
        try {
            return work();
        } catch (DatabaseUnavailable gone) {
            if (!gone.isKnown()) {
                LOG.warn("Events get no position now, and will later: {}", gone.getMessage());
            }
        } catch (RuntimeException failure) {
            if (stopped.get()) {
                return IDLE;
            }
            LOG.warn("Events get no position now, and will later", failure);
        }
        Thread.sleep(AFTER_FAILURE.toMillis());
        return Duration.ZERO;
    }

    private Duration work() {
        State state = sequencer.look();
        boolean more = state.hasWaiting();
        if (more && state.free()) {
            int moved = sequencer.move(state).orElse(0);
            if (moved > 0) {
                lastMove.set(System.nanoTime());
                assigned(state.next() + moved);
            }
            more = moved >= Sequencer.BATCH;
        } else {
            assigned(state.next());
        }
        if (more) {
            return state.free() ? Duration.ZERO : BUSY;
        }
        boolean recent = System.nanoTime() - lastMove.get() < RECENT.toNanos();
        return recent || !waiting.isEmpty() ? BUSY : IDLE;
    }

    private void assigned(long now) {
        if (next.getAndSet(now) != now) {
            listeners.forEach(Runnable::run);
            List.copyOf(waiting).forEach(future -> future.complete(null));
        }
    }

    private void spaceBatches() throws InterruptedException {
        long left = lastMove.get() + BETWEEN_BATCHES.toNanos() - System.nanoTime();
        if (left > 0) {
            Thread.sleep(Duration.ofNanos(left).toMillis() + 1);
        }
    }

    /** Stops after the current batch. Events without a position get one from another server, or at the next start. */
    @Override
    public void close() {
        stopped.set(true);
        committed.raise();
        try {
            thread.join(GRACE.toMillis());
            thread.interrupt();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
