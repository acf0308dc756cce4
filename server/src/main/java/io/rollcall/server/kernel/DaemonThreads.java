package io.rollcall.server.kernel;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Factory of named daemon threads for background work. They do not keep the process alive; their owner stops them when the
 * server stops.
 *
 * @param name the name of every thread, as logs and thread dumps show it
 */
public record DaemonThreads(String name) implements ThreadFactory {
    /** Returns a factory for the workers of a pool, named by the prefix and a number counted from 1. */
    public static ThreadFactory numbered(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return work -> new DaemonThreads(prefix + number.incrementAndGet()).newThread(work);
    }

    @Override
    public Thread newThread(Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
