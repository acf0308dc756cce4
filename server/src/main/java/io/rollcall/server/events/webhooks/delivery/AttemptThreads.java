package io.rollcall.server.events.webhooks.delivery;

import io.rollcall.server.events.webhooks.WebhookConfig;
import io.rollcall.server.kernel.DaemonThreads;
import io.rollcall.server.kernel.OrganizationId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;

/**
 * Threads of a bounded number that make attempts. Outcomes are queued for the thread that decides.
 *
 * @param <F> a finished attempt
 */
public final class AttemptThreads<F> {
    private static final Duration IDLE = Duration.ofSeconds(10);

    private final Runnable whenFinished;
    private final int threads;
    private final HttpSender sender;
    private final ThreadPoolExecutor executor;
    private final AtomicInteger running = new AtomicInteger();
    private final Map<OrganizationId, Integer> runningOf = new ConcurrentHashMap<>();
    private final Queue<Finished<F>> finished = new ConcurrentLinkedQueue<>();

    /** @param prefix the beginning of the threads' names */
    public AttemptThreads(String prefix, WebhookConfig config, Runnable whenFinished) {
        this.whenFinished = whenFinished;
        this.threads = config.threads();
        this.sender = new HttpSender(
                config.addresses(), () -> (SSLSocketFactory) SSLSocketFactory.getDefault(), config.timeout());
        this.executor = new ThreadPoolExecutor(
                threads,
                threads,
                IDLE.toSeconds(),
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                DaemonThreads.numbered(prefix));
        executor.allowCoreThreadTimeOut(true);
    }

    public HttpSender sender() {
        return sender;
    }

    /** Returns whether a thread is free for an owner, who gets at most as many as it leaves to others. */
    public boolean hasRoom(OrganizationId owner) {
        int free = threads - running.get();
        int own = runningOf.getOrDefault(owner, 0);
        return own == 0 ? free > 0 : own < free;
    }

    /** Makes an attempt on one of the threads. It must not throw. */
    public void start(OrganizationId owner, Supplier<F> attempt) {
        running.incrementAndGet();
        runningOf.merge(owner, 1, Integer::sum);
        executor.execute(() -> {
            finished.add(new Finished<>(owner, attempt.get()));
            whenFinished.run();
        });
    }

    /** Takes the next finished attempt. Its thread counts as free from now on. */
    public Optional<F> takeFinished() {
        Finished<F> one = finished.poll();
        if (one == null) {
            return Optional.empty();
        }
        running.decrementAndGet();
        runningOf.computeIfPresent(one.owner(), (owner, own) -> own > 1 ? own - 1 : null);
        return Optional.of(one.attempt());
    }

    /** Closes idle connections. */
    public void tidy() {
        sender.closeIdle();
    }

    /** Waits for attempts in progress, and then ends them. */
    public void close(Duration grace) throws InterruptedException {
        executor.shutdown();
        executor.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS);
        sender.close();
        executor.shutdownNow();
        executor.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS);
    }

    private record Finished<F>(OrganizationId owner, F attempt) {}
}
