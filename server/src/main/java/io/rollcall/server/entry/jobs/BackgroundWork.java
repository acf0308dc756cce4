package io.rollcall.server.entry.jobs;

import io.rollcall.server.database.DatabaseUnavailable;
import io.rollcall.server.kernel.DaemonThreads;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Scheduled work of a running server. Jobs run one at a time, and a failed job does not stop the next. */
final class BackgroundWork implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BackgroundWork.class);
    private static final Duration GRACE = Duration.ofSeconds(3);

    private static final int RETRY_SECONDS = 10;

    private final ScheduledExecutorService executor =
            Executors.newSingleThreadScheduledExecutor(new DaemonThreads("background"));

    /** Runs the job now, then repeatedly with this pause after each run. @param name of the job, for the log */
    void every(Duration pause, String name, Runnable work) {
        executor.scheduleWithFixedDelay(() -> run(name, work), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Runs the job now, with retries until it succeeds. @param name of the job, for the log */
    void once(String name, Runnable work) {
        executor.execute(() -> {
            if (!run(name, work) && !executor.isShutdown()) {
                executor.schedule(() -> once(name, work), RETRY_SECONDS, TimeUnit.SECONDS);
            }
        });
    }

    /** Runs the job and catches exceptions, which would end the repetition. @return whether it succeeded */
    private boolean run(String name, Runnable work) {
        try {
            work.run();
            return true;
        } catch (DatabaseUnavailable gone) {
            if (!gone.isKnown()) {
                LOG.warn("Background job failed and will be retried: {}: {}", name, gone.getMessage());
            }
        } catch (RuntimeException failure) {
            if (executor.isShutdown()) {
                LOG.info("Background job interrupted by the shutdown; the next server will run it: {}", name);
                return false;
            }
            LOG.warn("Background job failed and will be retried: {}", name, failure);
        }
        return false;
    }

    /** Starts no further job; interrupts a running one after a grace period of a few seconds. */
    @Override
    public void close() {
        close(GRACE);
    }

    /** Starts no further job; interrupts a running one after the grace period. */
    void close(Duration grace) {
        executor.shutdown();
        try {
            executor.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS);
            executor.shutdownNow();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
