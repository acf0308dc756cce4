package io.rollcall.server.http;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.RequestExecutorProvider;

/**
 * Lets some requests run at a time, on threads of its own, and some more wait in line for a while. Whoever comes beyond that
 * is better off with a quick refusal than at the end of a line that grows longer than anybody waits. The threads that read
 * requests refuse them too, so however busy those are that run, a refusal is quick.
 */
final class Gate implements RequestExecutorProvider, AutoCloseable {
    private static final String CAME = Gate.class.getName();

    private static final int LOOKS_A_WAIT = 5;

    private final Semaphore places;
    private final BlockingQueue<Runnable> line = new LinkedBlockingQueue<>();
    private final ThreadPoolExecutor threads;
    private final ScheduledExecutorService watch;
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger waiting = new AtomicInteger();
    private final long maxWaitNanos;

    Gate(int running, int waiting, Duration maxWait) {
        this.places = new Semaphore(running + waiting);
        this.threads = new ThreadPoolExecutor(running, running, 0, TimeUnit.SECONDS, line, threads("http-"));
        this.watch = Executors.newSingleThreadScheduledExecutor(threads("http-line-"));
        this.maxWaitNanos = maxWait.toNanos();
        long look = Math.max(1, maxWaitNanos / LOOKS_A_WAIT);
        watch.scheduleWithFixedDelay(this::refuseLate, look, look, TimeUnit.NANOSECONDS);
    }

    private static ThreadFactory threads(String name) {
        AtomicInteger number = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, name + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Who has waited too long learns it at once, also where none of those that run comes to an end. */
    private void refuseLate() {
        while (line.peek() instanceof Turn first && isLate(first.came())) {
            if (line.remove(first)) {
                first.run();
            }
        }
    }

    private boolean isLate(long came) {
        return System.nanoTime() - came > maxWaitNanos;
    }

    /** A request in line. */
    private record Turn(Runnable work, long came) implements Runnable {
        @Override
        public void run() {
            work.run();
        }
    }

    /** On what the request is to run once it is its turn. Grizzly takes null for the thread that asks, where it is refused. */
    @Override
    public Executor getExecutor(Request request) {
        if (request.getAttribute(CAME) == null) {
            if (!places.tryAcquire()) {
                return null;
            }
            request.setAttribute(CAME, System.nanoTime());
            waiting.incrementAndGet();
        }
        long came = came(request);
        return work -> threads.execute(new Turn(work, came));
    }

    /** It is the request's turn. @return whether it may run; {@link #leave} must follow either way */
    boolean enter(Request request) {
        if (request.getAttribute(CAME) instanceof Long came) {
            waiting.decrementAndGet();
            running.incrementAndGet();
            return !isLate(came);
        }
        return false;
    }

    /** When the whole request was there, by {@link System#nanoTime}. */
    static long came(Request request) {
        return request.getAttribute(CAME) instanceof Long came ? came : System.nanoTime();
    }

    void leave(Request request) {
        if (request.getAttribute(CAME) != null) {
            running.decrementAndGet();
            places.release();
        }
    }

    int running() {
        return running.get();
    }

    int waiting() {
        return waiting.get();
    }

    @Override
    public void close() {
        watch.shutdownNow();
        threads.shutdownNow();
    }
}
