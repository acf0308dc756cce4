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

    /** Does it now, and again each time that long after it was done. @param name what it is, for the log */
    void every(Duration pause, String name, Runnable work) {
        executor.scheduleWithFixedDelay(() -> run(name, work), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Does it now, or a little later if it fails, until it has been done. @param name what it is, for the log */
    void once(String name, Runnable work) {
        executor.execute(() -> {
            if (!run(name, work) && !executor.isShutdown()) {
                executor.schedule(() -> once(name, work), RETRY_SECONDS, TimeUnit.SECONDS);
            }
        });
    }

    /** An exception would end the repetition. @return whether it was done */
    private boolean run(String name, Runnable work) {
        try {
            work.run();
            return true;
        } catch (DatabaseUnavailable gone) {
            if (!gone.isKnown()) {
                LOG.warn("Failed, and will be tried again later: {}: {}", name, gone.getMessage());
            }
        } catch (RuntimeException failure) {
            if (executor.isShutdown()) {
                LOG.info("Cut off because the server stops; the next one will try: {}", name);
                return false;
            }
            LOG.warn("Failed, and will be tried again later: {}", name, failure);
        }
        return false;
    }

    /** Starts nothing more, and gives what runs a few seconds to end before it is interrupted. */
    @Override
    public void close() {
        close(GRACE);
    }

    /** Starts nothing more, and gives what runs that long to end before it is interrupted. */
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
