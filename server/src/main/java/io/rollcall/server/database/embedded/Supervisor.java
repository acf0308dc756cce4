package io.rollcall.server.database.embedded;

import io.rollcall.server.database.Probe;
import io.rollcall.server.kernel.DaemonThreads;
import io.rollcall.server.kernel.StartupProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Supervisor of the embedded MariaDB. It restarts the database after a crash, and kills and restarts it when it hangs, with
 * exponential backoff. A process is started only after the previous one has exited.
 */
final class Supervisor {
    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(30);

    /** A database that runs for less time than this counts as another failed restart. */
    private static final Duration RECOVERED = Duration.ofMinutes(1);

    private static final int MAX_DOUBLINGS = 10;
    private static final long END_MILLIS = 10_000;

    private final AtomicReference<ServerProcess> current;
    private final Starter starter;
    private final Probe probe;
    private final SupervisionConfig config;
    private final Consumer<String> gaveUp;
    private final AtomicReference<Optional<String>> problem = new AtomicReference<>(Optional.empty());
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final Thread thread = new DaemonThreads("embedded-database").newThread(this::run);

    /** Action that starts the database. */
    @FunctionalInterface
    interface Starter {
        ServerProcess start() throws IOException, InterruptedException;
    }

    /**
     * @param running the current process
     * @param probe checks the current database and its successors
     * @param gaveUp receives a message for the operator when the restarts are used up
     */
    Supervisor(ServerProcess running, Starter starter, Probe probe, SupervisionConfig config, Consumer<String> gaveUp) {
        this.current = new AtomicReference<>(running);
        this.starter = starter;
        this.probe = probe;
        this.config = config;
        this.gaveUp = gaveUp;
    }

    void start() {
        thread.start();
    }

    /** Returns why the database is not running; empty while it is. */
    Optional<String> problem() {
        return problem.get();
    }

    private void run() {
        try {
            int restarts = 0;
            while (!stopping.get()) {
                long started = System.nanoTime();
                String end = awaitEnd();
                // A signal to the process group reaches the database and this server. The pause gives this server time
                // to begin its shutdown.
                Thread.sleep(FIRST_PAUSE.toMillis());
                boolean recovered = System.nanoTime() - started > RECOVERED.toNanos();
                restarts = startAgain(end, recovered ? 0 : restarts);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failure) {
            LOG.error("The embedded MariaDB is no longer supervised", failure);
            gaveUp.accept("The embedded MariaDB can no longer be supervised.");
        } finally {
            probe.close();
        }
    }

    /** Waits until the process has exited, killing it if it hangs. @return what happened, as the predicate of a sentence */
    private String awaitEnd() throws InterruptedException {
        ServerProcess process = current.get();
        long answered = System.nanoTime();
        while (!process.hasEndedWithin(LOOK)) {
            if (!probe.isSilent()) {
                answered = System.nanoTime();
            } else if (System.nanoTime() - answered > config.hang().toNanos() && process.isAlive()) {
                kill(process);
                return "did not answer for " + config.hang().toSeconds() + " s and was killed";
            }
        }
        return "exited with code " + process.exitCode();
    }

    private void kill(ServerProcess process) throws InterruptedException {
        problem.set(Optional.of("The embedded database hangs and is being killed."));
        process.kill();
        while (!process.hasEndedWithin(MAX_PAUSE)) {
            LOG.warn("The embedded MariaDB was killed but has not exited; the disk may be hanging");
        }
    }

    /** @param before number of consecutive restarts so far @return the number including this one */
    private int startAgain(String end, int before) throws InterruptedException {
        problem.set(Optional.of("The embedded database has exited and is being restarted."));
        LOG.warn("The embedded MariaDB {}; restarting it", end);
        for (int attempt = before + 1; attempt <= config.restarts(); attempt++) {
            Optional<String> failure = tryToStart();
            if (failure.isEmpty()) {
                problem.set(Optional.empty());
                LOG.warn("The embedded MariaDB was restarted at attempt {} of {}", attempt, config.restarts());
                return attempt;
            }
            Duration pause = pauseAfter(attempt);
            LOG.warn(
                    "Attempt {} of {} to restart the embedded MariaDB failed; the next is in {} s: {}",
                    attempt,
                    config.restarts(),
                    pause.toMillis() / 1_000.0,
                    failure.get());
            Thread.sleep(pause.toMillis());
        }
        String sentence = "The embedded MariaDB " + end + ", and " + config.restarts()
                + " attempts to restart it failed. Its log in the data folder has the reason; the disk may be full.";
        problem.set(Optional.of("The embedded database cannot be restarted."));
        stopping.set(true);
        gaveUp.accept(sentence);
        return config.restarts();
    }

    private Optional<String> tryToStart() throws InterruptedException {
        try {
            current.set(starter.start());
            return Optional.empty();
        } catch (StartupProblem | IOException | UncheckedIOException failure) {
            return Optional.of(String.valueOf(failure.getMessage()));
        }
    }

    static Duration pauseAfter(int attempt) {
        Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(attempt - 1, MAX_DOUBLINGS));
        return doubled.compareTo(MAX_PAUSE) > 0 ? MAX_PAUSE : doubled;
    }

    /** Ends supervision without stopping the database, and interrupts a restart in progress. @return the process to stop */
    ServerProcess release() {
        stopping.set(true);
        thread.interrupt();
        try {
            thread.join(END_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return current.get();
    }
}
