package io.rollcall.server.users;

import io.rollcall.server.database.DatabaseUnavailable;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.DaemonThreads;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.UserId;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Queue that finishes erasures begun by requests, on one thread: organizations take turns, and waiting users of one
 * organization share a pass over its log. So many concurrent erasures use one processor, and few connections and locks.
 */
public final class ErasureQueue implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ErasureQueue.class);
    private static final Duration RETRY = Duration.ofSeconds(10);
    private static final Duration GRACE = Duration.ofSeconds(3);

    /** Requests that wait occupy workers; the others are answered before the log is redacted. */
    private static final int MAX_WAITING = 4;

    private final Erasure erasure;
    private final Duration wait;
    private final Semaphore waiting = new Semaphore(MAX_WAITING);
    private final ConcurrentMap<OrganizationId, CompletableFuture<Void>> queued = new ConcurrentHashMap<>();
    private final ScheduledExecutorService executor =
            Executors.newSingleThreadScheduledExecutor(new DaemonThreads("erasures"));

    /** @param wait the longest time that a request waits until the activity log is redacted */
    public ErasureQueue(Erasure erasure, Duration wait) {
        this.erasure = erasure;
        this.wait = wait;
    }

    /** State of an erasure when its request is answered. */
    public enum Progress {
        /** Nothing of the person is left. */
        DONE,
        /** The user is gone, and the activity log is being redacted. */
        REDACTING
    }

    /**
     * Erases one user.
     *
     * @throws Refusal NOT_FOUND if there is no such user, and no such former user
     */
    public Progress erase(OrganizationId organizationId, UserId id, Actor actor) {
        erasure.begin(organizationId, id, actor);
        CompletableFuture<Void> finished = enqueue(organizationId);
        if (!waiting.tryAcquire()) {
            return Progress.REDACTING;
        }
        try {
            finished.get(wait.toMillis(), TimeUnit.MILLISECONDS);
            return Progress.DONE;
        } catch (TimeoutException | ExecutionException later) {
            return Progress.REDACTING;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Progress.REDACTING;
        } finally {
            waiting.release();
        }
    }

    /** Returns the organization's next turn, which includes every erasure that has been begun by now. */
    private CompletableFuture<Void> enqueue(OrganizationId organizationId) {
        return queued.computeIfAbsent(organizationId, id -> {
            CompletableFuture<Void> turn = new CompletableFuture<>();
            executor.execute(() -> run(id, turn));
            return turn;
        });
    }

    private void run(OrganizationId organizationId, CompletableFuture<Void> turn) {
        queued.remove(organizationId, turn);
        try {
            erasure.finishBegun(organizationId);
            turn.complete(null);
        } catch (RuntimeException failure) {
            turn.completeExceptionally(failure);
            retry(organizationId, failure);
        }
    }

    private void retry(OrganizationId organizationId, RuntimeException failure) {
        if (executor.isShutdown()) {
            return;
        }
        if (failure instanceof DatabaseUnavailable) {
            LOG.warn("An erasure failed, and will be tried again: {}", failure.getMessage());
        } else {
            LOG.warn("An erasure failed, and will be tried again", failure);
        }
        executor.schedule(() -> enqueue(organizationId), RETRY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Stops soon. The next start of a server finishes the erasures that are left. */
    @Override
    public void close() {
        executor.shutdown();
        try {
            executor.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS);
            executor.shutdownNow();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
