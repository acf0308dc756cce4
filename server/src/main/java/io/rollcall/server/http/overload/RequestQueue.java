package io.rollcall.server.http.overload;

import io.rollcall.server.kernel.DaemonThreads;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.http.server.Request;

/**
 * Bounded queue of requests in front of a fixed number of workers. Requests beyond it are refused at once, which is better
 * than a queue that grows longer than any client waits. The threads that read requests refuse them too, so a refusal is
 * quick however busy the workers are.
 *
 * <p>Callers take turns in the queue, of which every second one is for callers with a known credential. None takes all places ({@link FairShares}) or all workers ({@link WorkerShares}) from
 * the others.
 *
 * <p>Under lasting overload nothing queues ({@link AdaptiveLimit}).
 */
public final class RequestQueue implements AutoCloseable {
    private static final String VISIT = RequestQueue.class.getName();

    private static final int LOOKS_A_WAIT = 5;

    /** Clients that disconnect sooner are not detected: the check costs a few microseconds. */
    private static final long BRIEF_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private static final Duration BETWEEN_COUNTS = Duration.ofMillis(100);

    private final AdaptiveLimit places;
    private final FairShares shares;
    private final WorkerShares workers;
    private final LongAdder came = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final FairQueue<Turn> line = new FairQueue<>();

    /** One task for each queued request. A task runs the next requests in turn, which may be different ones. */
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
        this.workers = new WorkerShares(running);
        this.threads = new ThreadPoolExecutor(
                running, running, 0, TimeUnit.SECONDS, tasks, progress.noting(DaemonThreads.numbered("http-")));
        this.watch = Executors.newSingleThreadScheduledExecutor(new DaemonThreads("http-line"));
        this.maxWaitNanos = maxWait.toNanos();
        long look = Math.max(1, maxWaitNanos / LOOKS_A_WAIT);
        watch.scheduleWithFixedDelay(this::refuseLate, look, look, TimeUnit.NANOSECONDS);
        long count = BETWEEN_COUNTS.toNanos();
        watch.scheduleWithFixedDelay(this::count, count, count, TimeUnit.NANOSECONDS);
    }

    private void count() {
        places.look(came.sumThenReset(), refused.sumThenReset());
    }

    /** Takes a place for a request of a caller, or returns false if there is none. */
    boolean comeIn(String caller, boolean known) {
        came.increment();
        boolean admitted = shares.take(caller, known, places.now());
        if (!admitted) {
            refused.increment();
        }
        return admitted;
    }

    /** Refuses requests that have waited too long, even if no worker becomes free. */
    private void refuseLate() {
        List<Turn> late = line.removeFirst(turn -> isLate(turn.visit().came));
        if (!late.isEmpty()) {
            // While all workers are stuck, tasks of requests that are gone would pile up.
            tasks.clear();
            IntStream.range(0, line.size()).forEach(turn -> threads.execute(this::runWhileAllowed));
            late.forEach(Turn::run);
        }
    }

    /** Runs requests until none is left whose caller may have a worker. Each worker that becomes free looks again. */
    private void runWhileAllowed() {
        Optional<Turn> next = line.poll(workers::take);
        while (next.isPresent()) {
            try {
                next.get().run();
            } finally {
                workers.giveBack(next.get().visit().caller);
            }
            next = line.poll(workers::take);
        }
    }

    private boolean isLate(long came) {
        return System.nanoTime() - came > maxWaitNanos;
    }

    /** Place of a request. */
    private final class Visit {
        private final String caller;

        /** Time at which the request was complete, by {@link System#nanoTime}. */
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

    /** Queued request. Its place is free again in any case, because the end of its connection takes the request apart. */
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

    /**
     * Returns the executor that runs the request when it is its turn, or null, which is the current thread for Grizzly: it
     * refuses the request.
     *
     * @param known whether the caller has a credential that was accepted recently
     */
    public Executor getExecutor(Request request, String caller, boolean known) {
        if (!comeIn(caller, known)) {
            return null;
        }
        Visit visit = new Visit(caller);
        request.setAttribute(VISIT, visit);
        return work -> {
            line.add(caller, known, new Turn(work, visit));
            threads.execute(this::runWhileAllowed);
        };
    }

    /**
     * Begins to run a request and returns whether it has not queued for too long. {@link #leave} must follow in either case.
     */
    public boolean enter(Request request) {
        if (request.getAttribute(VISIT) instanceof Visit visit) {
            visit.enter();
            return !isLate(visit.came);
        }
        return false;
    }

    /** Returns whether the client has disconnected while its request was queued. */
    public boolean isAbandoned(Request request) {
        Connection<?> connection = request.getContext().getConnection();
        boolean waited = System.nanoTime() - came(request) > BRIEF_WAIT_NANOS;
        return waited ? resets.isReset(connection) : !connection.isOpen();
    }

    /** Returns the time at which the request was complete, by {@link System#nanoTime}. */
    public static long came(Request request) {
        return request.getAttribute(VISIT) instanceof Visit visit ? visit.came : System.nanoTime();
    }

    /** Returns the caller whose share the request counts to: a known credential or a network. */
    public static String caller(Request request) {
        return request.getAttribute(VISIT) instanceof Visit visit ? visit.caller : "";
    }

    /** Frees the place of a request. */
    public void leave(Request request) {
        if (request.getAttribute(VISIT) instanceof Visit visit) {
            visit.leave();
        }
    }

    /** Returns whether half of the workers are idle. */
    public boolean hasSpare() {
        return shares.total() < Math.max(1, threads.getMaximumPoolSize() / 2);
    }

    public int running() {
        return running.get();
    }

    public int waiting() {
        return waiting.get();
    }

    /** Returns a problem that needs a restart; empty while requests finish. */
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
