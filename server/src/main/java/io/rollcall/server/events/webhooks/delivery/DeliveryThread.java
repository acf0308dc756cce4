package io.rollcall.server.events.webhooks.delivery;

import io.rollcall.server.database.DatabaseUnavailable;
import io.rollcall.server.events.EventSignal;
import io.rollcall.server.kernel.DaemonThreads;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Thread that decides about deliveries step by step: when it is woken, and often enough to notice what is due. */
public final class DeliveryThread {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryThread.class);

    /** Until a change of an endpoint has effect on every server. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    /** Until a due retry or a result to be recorded is noticed. */
    private static final Duration STEP = Duration.ofMillis(50);

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    /** A step takes longer only if the database does not answer. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final String deliveries;
    private final Work work;
    private final AtomicLong looked = new AtomicLong(System.nanoTime() - LOOK_EVERY.toNanos());
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final EventSignal signal = new EventSignal();
    private final Thread thread;

    /** @param deliveries the subject of log messages, such as {@code Webhooks} */
    public DeliveryThread(String name, String deliveries, Work work) {
        this.deliveries = deliveries;
        this.work = work;
        this.thread = new DaemonThreads(name).newThread(this::run);
    }

    /** Steps of one kind of delivery. */
    public interface Work {
        /** Takes over endpoints and changes of them; once a second. */
        void look();

        /** Records results, reads events, and starts attempts. */
        void step();

        /** Returns whether there is no endpoint. */
        boolean isIdle();

        /** Forgets all endpoints, whatever state a failure has left: they are taken over again as last recorded. */
        void forget();
    }

    public void start() {
        thread.start();
    }

    /** Makes the next step begin now. */
    public void wake() {
        signal.raise();
    }

    private void run() {
        while (!stopped.get()) {
            try {
                step();
                signal.await(work.isIdle() ? LOOK_EVERY : STEP);
            } catch (InterruptedException stopping) {
                return;
            }
        }
    }

    private void step() throws InterruptedException {
        try {
            long now = System.nanoTime();
            if (now - looked.get() >= LOOK_EVERY.toNanos()) {
                looked.set(now);
                work.look();
            }
            work.step();
            return;
        } catch (DatabaseUnavailable gone) {
            if (!gone.isKnown()) {
                LOG.warn("{} wait for the database: {}", deliveries, gone.getMessage());
            }
        } catch (RuntimeException failure) {
            if (stopped.get()) {
                return;
            }
            work.forget();
            LOG.warn("{} wait after a failure, and will continue", deliveries, failure);
        }
        Thread.sleep(AFTER_FAILURE.toMillis());
    }

    /** Stops after the current step. */
    public void stop() throws InterruptedException {
        stopped.set(true);
        wake();
        thread.join(GRACE.toMillis());
        thread.interrupt();
    }

    /** Returns whether the thread does nothing, so that another may use what it has used. */
    public boolean hasEnded() {
        return !thread.isAlive();
    }
}
