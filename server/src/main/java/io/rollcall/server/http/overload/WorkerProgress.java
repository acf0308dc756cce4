package io.rollcall.server.http.overload;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Progress of the worker threads, for the liveness probe. */
final class WorkerProgress {
    private static final Duration DEAD_AFTER = Duration.ofSeconds(30);

    /** Waiting for a database is bounded by its timeouts, and no restart brings the database back. */
    private static final List<String> DATABASE = List.of("org.mariadb.jdbc.", "com.zaxxer.hikari.");

    private final Set<Thread> workers = ConcurrentHashMap.newKeySet();
    private final LongSupplier nanoTime;
    private final AtomicLong changedAt;

    WorkerProgress() {
        this(System::nanoTime);
    }

    WorkerProgress(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.changedAt = new AtomicLong(nanoTime.getAsLong());
    }

    /** Returns a factory whose threads are watched. */
    ThreadFactory noting(ThreadFactory factory) {
        return work -> {
            Thread thread = factory.newThread(work);
            workers.removeIf(other -> other.getState() == Thread.State.TERMINATED);
            workers.add(thread);
            return thread;
        };
    }

    /** Notes that a request begins or ends on this thread. A refusal by another thread is no progress. */
    void changed() {
        if (workers.contains(Thread.currentThread())) {
            changedAt.set(nanoTime.getAsLong());
        }
    }

    /**
     * Returns the problem if all workers are stuck.
     *
     * @param allBusy whether each of the threads runs a request
     */
    Optional<String> problem(boolean allBusy) {
        boolean stuck = allBusy
                && nanoTime.getAsLong() - changedAt.get() > DEAD_AFTER.toNanos()
                && workers.stream().noneMatch(WorkerProgress::waitsForDatabase);
        return stuck
                ? Optional.of("No request has finished for " + DEAD_AFTER.toSeconds()
                        + " seconds, though all workers are busy.")
                : Optional.empty();
    }

    private static boolean waitsForDatabase(Thread worker) {
        return Arrays.stream(worker.getStackTrace())
                .anyMatch(frame -> DATABASE.stream().anyMatch(frame.getClassName()::startsWith));
    }
}
