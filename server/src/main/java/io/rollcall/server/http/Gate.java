package io.rollcall.server.http;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.RequestExecutorProvider;

/**
 * Lets some requests run at a time, on threads of its own, and some more wait in line for a while. Whoever comes beyond that
 * is better off with a quick refusal than at the end of a line that grows longer than anybody waits. The threads that read
 * requests refuse them too, so however busy those are that run, a refusal is quick.
 *
 * <p>While there is more than the processors can do, for longer than a burst, no more are let in than keep these busy:
 * others would wait for them inside, and be no sooner done.
 */
final class Gate implements RequestExecutorProvider, AutoCloseable {
    private static final String CAME = Gate.class.getName();

    private static final int LOOKS_A_WAIT = 5;

    /** As many as keep one busy while some of them wait for the database. */
    private static final int A_PROCESSOR = 3;

    private final int places;
    private final int placesWhenSaturated;
    private final Saturation saturation;
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicBoolean refused = new AtomicBoolean();
    private final BlockingQueue<Runnable> line = new LinkedBlockingQueue<>();
    private final ThreadPoolExecutor threads;
    private final ScheduledExecutorService watch;
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger waiting = new AtomicInteger();
    private final long maxWaitNanos;

    Gate(int running, int waiting, Duration maxWait) {
        this(running, waiting, maxWait, Saturation.ofProcessors());
    }

    Gate(int running, int waiting, Duration maxWait, Saturation saturation) {
        this.places = running + waiting;
        this.placesWhenSaturated =
                Math.min(places, A_PROCESSOR * Runtime.getRuntime().availableProcessors());
        this.saturation = saturation;
        this.threads = new ThreadPoolExecutor(running, running, 0, TimeUnit.SECONDS, line, threads("http-"));
        this.watch = Executors.newSingleThreadScheduledExecutor(threads("http-line-"));
        this.maxWaitNanos = maxWait.toNanos();
        long look = Math.max(1, maxWaitNanos / LOOKS_A_WAIT);
        watch.scheduleWithFixedDelay(this::refuseLate, look, look, TimeUnit.NANOSECONDS);
        long between = saturation.apart().toNanos();
        watch.scheduleWithFixedDelay(this::lookForSaturation, between, between, TimeUnit.NANOSECONDS);
    }

    private void lookForSaturation() {
        saturation.look(refused.getAndSet(false) || inside.get() > threads.getMaximumPoolSize());
    }

    /** @return whether there is a place, which is taken then */
    boolean comeIn() {
        int most = saturation.lasts() ? placesWhenSaturated : places;
        for (int now = inside.get(); now < most; now = inside.get()) {
            if (inside.compareAndSet(now, now + 1)) {
                return true;
            }
        }
        refused.set(true);
        return false;
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
            if (!comeIn()) {
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
            inside.decrementAndGet();
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
