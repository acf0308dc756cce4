package io.rollcall.server.http.overload;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Fixed number of threads that run the tasks of networks in turn, so the expensive ones of one delay its own. */
public final class FairExecutor implements AutoCloseable {
    private final FairQueue<Task> waiting = new FairQueue<>();
    private final ThreadPoolExecutor threads;

    public FairExecutor(int size, ThreadFactory factory) {
        this.threads = new ThreadPoolExecutor(size, size, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
    }

    private record Task(Object owner, Runnable work) {}

    /** Queues a task; the caller bounds how many there may be. */
    public void execute(String network, Object owner, Runnable work) {
        waiting.add(network, new Task(owner, work));
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
