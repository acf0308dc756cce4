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
 * Keeps the embedded MariaDB running: starts it again after a crash, and after killing it if it hangs, with pauses that
 * double. Only ever starts one when the process before it has ended.
 */
final class Supervisor {
    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(30);

    /** A database that ends sooner after its start has not recovered. */
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

    /** Starts the database on the folder. */
    @FunctionalInterface
    interface Starter {
        ServerProcess start() throws IOException, InterruptedException;
    }

    /**
     * @param running the process that runs now
     * @param probe asks that database, and each that follows
     * @param gaveUp gets a sentence for the operator when the database cannot be started again
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

    /** Why there is no database at the moment; empty while it runs. */
    Optional<String> problem() {
        return problem.get();
    }

    private void run() {
        try {
            int restarts = 0;
            while (!stopping.get()) {
                long started = System.nanoTime();
                String end = awaitEnd();
                // A signal to the process group ends the database and the server; the server learns of its own now.
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

    /** Waits until the process has ended, killed here if it hangs. @return what happened, as the rest of a sentence */
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
        return "ended by itself with exit code " + process.exitCode();
    }

    private void kill(ServerProcess process) throws InterruptedException {
        problem.set(Optional.of("The embedded database hangs and is being killed."));
        process.kill();
        while (!process.hasEndedWithin(MAX_PAUSE)) {
            LOG.warn("The embedded MariaDB was killed and has not ended; its disk may not answer");
        }
    }

    /** @param before how many restarts in a row came before @return how many there are now */
    private int startAgain(String end, int before) throws InterruptedException {
        problem.set(Optional.of("The embedded database has ended and is being started again."));
        LOG.warn("The embedded MariaDB {}; it is started again", end);
        for (int attempt = before + 1; attempt <= config.restarts(); attempt++) {
            Optional<String> failure = tryToStart();
            if (failure.isEmpty()) {
                problem.set(Optional.empty());
                LOG.warn("The embedded MariaDB runs again, at attempt {} of {}", attempt, config.restarts());
                return attempt;
            }
            Duration pause = pauseAfter(attempt);
            LOG.warn(
                    "Attempt {} of {} to start the embedded MariaDB failed; the next is in {} s: {}",
                    attempt,
                    config.restarts(),
                    pause.toMillis() / 1_000.0,
                    failure.get());
            Thread.sleep(pause.toMillis());
        }
        String sentence = "The embedded MariaDB " + end + ", and " + config.restarts()
                + " attempts to start it again failed. Its log in the data folder says why; the disk may be full.";
        problem.set(Optional.of("The embedded database cannot be started again."));
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

    /** Ends the supervision, not the database; a start that is under way is broken off. @return the process to stop */
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
