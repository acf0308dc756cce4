package io.rollcall.server.http.overload;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.http.server.Request;

/**
 * Lets some requests run at a time, on threads of its own, and some more wait in line for a while. Whoever comes beyond that
 * is better off with a quick refusal than at the end of a line that grows longer than anybody waits. The threads that read
 * requests refuse them too, so however busy those are that run, a refusal is quick.
 *
 * <p>Callers take turns in the line, and none of them can take all places from the others ({@link FairShares}).
 *
 * <p>While there is much more than the processors can do, for longer than a burst, there is no line ({@link AdaptiveLimit}).
 */
public final class RequestQueue implements AutoCloseable {
    private static final String VISIT = RequestQueue.class.getName();

    private static final int LOOKS_A_WAIT = 5;

    /** A client that goes away sooner is not looked for: the look costs a few microseconds. */
    private static final long BRIEF_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private static final Duration BETWEEN_COUNTS = Duration.ofMillis(100);

    private final AdaptiveLimit places;
    private final FairShares shares;
    private final LongAdder came = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final FairQueue<Turn> line = new FairQueue<>();

    /** One task for each request in line; a task runs the one whose turn it is then. */
    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();

    private final ThreadPoolExecutor threads;
    private final ScheduledExecutorService watch;
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger waiting = new AtomicInteger();
    private final long maxWaitNanos;
    private final WorkerProgress progress = new WorkerProgress();
    private final ResetProbe resets = new ResetProbe();

    public RequestQueue(int running, int waiting, Duration maxWait) {
        this(running, AdaptiveLimit.onProcessors(running + waiting), maxWait);
    }

    RequestQueue(int running, AdaptiveLimit places, Duration maxWait) {
        this.places = places;
        this.shares = new FairShares(running);
        this.threads =
                new ThreadPoolExecutor(running, running, 0, TimeUnit.SECONDS, tasks, progress.noting(threads("http-")));
        this.watch = Executors.newSingleThreadScheduledExecutor(threads("http-line-"));
        this.maxWaitNanos = maxWait.toNanos();
        long look = Math.max(1, maxWaitNanos / LOOKS_A_WAIT);
        watch.scheduleWithFixedDelay(this::refuseLate, look, look, TimeUnit.NANOSECONDS);
        long count = BETWEEN_COUNTS.toNanos();
        watch.scheduleWithFixedDelay(this::count, count, count, TimeUnit.NANOSECONDS);
    }

    private void count() {
        places.look(came.sumThenReset(), refused.sumThenReset());
    }

    /** @return whether there is a place for a request of that caller, which is taken then */
    boolean comeIn(String caller) {
        came.increment();
        boolean admitted = shares.take(caller, places.now());
        if (!admitted) {
            refused.increment();
        }
        return admitted;
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
        for (Turn late : line.removeFirst(turn -> isLate(turn.visit().came))) {
            tasks.poll();
            late.run();
        }
    }

    private void runNext() {
        line.poll().ifPresent(Turn::run);
    }

    private boolean isLate(long came) {
        return System.nanoTime() - came > maxWaitNanos;
    }

    /** A request that has a place, until it leaves. */
    private final class Visit {
        private final String caller;

        /** When the whole request was there, by {@link System#nanoTime}. */
        private final long came = System.nanoTime();

        private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.WAITING);

        Visit(String caller) {
            this.caller = caller;
            waiting.incrementAndGet();
        }

        void enter() {
            if (stage.compareAndSet(Stage.WAITING, Stage.RUNNING)) {
                waiting.decrementAndGet();
                running.incrementAndGet();
                progress.changed();
            }
        }

        void leave() {
            Stage last = stage.getAndSet(Stage.LEFT);
            if (last == Stage.LEFT) {
                return;
            }
            (last == Stage.RUNNING ? running : waiting).decrementAndGet();
            progress.changed();
            shares.giveBack(caller);
        }
    }

    private enum Stage {
        WAITING,
        RUNNING,
        LEFT
    }

    /** A request in line. Its place is free again whatever becomes of it: a connection that ends takes its request apart. */
    private record Turn(Runnable work, Visit visit) implements Runnable {
        @Override
        public void run() {
            try {
                work.run();
            } finally {
                visit.leave();
            }
        }
    }

    /** On what the request is to run once it is its turn. Grizzly takes null for the thread that asks, where it is refused. */
    public Executor getExecutor(Request request, String caller) {
        if (!comeIn(caller)) {
            return null;
        }
        Visit visit = new Visit(caller);
        request.setAttribute(VISIT, visit);
        return work -> {
            line.add(caller, new Turn(work, visit));
            threads.execute(this::runNext);
        };
    }

    /** It is the request's turn. @return whether it may run; {@link #leave} must follow either way */
    public boolean enter(Request request) {
        if (request.getAttribute(VISIT) instanceof Visit visit) {
            visit.enter();
            return !isLate(visit.came);
        }
        return false;
    }

    /** Returns whether the client has gone while its request was waiting, so that nobody would get the response. */
    public boolean isAbandoned(Request request) {
        Connection<?> connection = request.getContext().getConnection();
        boolean waited = System.nanoTime() - came(request) > BRIEF_WAIT_NANOS;
        return waited ? resets.isReset(connection) : !connection.isOpen();
    }

    /** When the whole request was there, by {@link System#nanoTime}. */
    public static long came(Request request) {
        return request.getAttribute(VISIT) instanceof Visit visit ? visit.came : System.nanoTime();
    }

    /** The request has its response, and its place is free. */
    public void leave(Request request) {
        if (request.getAttribute(VISIT) instanceof Visit visit) {
            visit.leave();
        }
    }

    /** Whether half of the workers have nothing to do. */
    public boolean hasSpare() {
        return shares.total() < Math.max(1, threads.getMaximumPoolSize() / 2);
    }

    public int running() {
        return running.get();
    }

    public int waiting() {
        return waiting.get();
    }

    /** Why only a restart helps; empty while requests come to an end. */
    public Optional<String> problem() {
        return progress.problem(running.get() >= threads.getMaximumPoolSize());
    }

    @Override
    public void close() {
        watch.shutdownNow();
        threads.shutdownNow();
        resets.close();
    }
}
