package io.rollcall.server.http.overload;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Thread pool that takes turns between networks, so that the expensive tasks of one delay only its own. Every second turn is
 * for known ones, however many others there are.
 */
public final class FairExecutor implements AutoCloseable {
    private final FairQueue<Task> waiting = new FairQueue<>();
    private final ThreadPoolExecutor threads;

    public FairExecutor(int size, ThreadFactory factory) {
        this.threads = new ThreadPoolExecutor(size, size, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
    }

    private record Task(Object owner, Runnable work) {}

    /**
     * Queues a task. The caller bounds their number.
     *
     * @param isKnown whether the network has every second turn, together with other known ones
     */
    public void execute(String network, boolean isKnown, Object owner, Runnable work) {
        waiting.add(network, isKnown, new Task(owner, work));
        threads.execute(this::runNext);
    }

    private void runNext() {
        waiting.poll().ifPresent(task -> task.work().run());
    }

    /** Drops the tasks of an owner that have not begun. */
    public void remove(Object owner) {
        if (!waiting.isEmpty()) {
            waiting.removeAll(task -> task.owner() == owner);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
