package io.rollcall.server.kernel;

import java.util.concurrent.ThreadFactory;

/**
 * Factory of named daemon threads, for background work: they do not keep the process alive, and their owner ends their work in
 * order when the server stops.
 *
 * @param name the name of every thread, as logs and thread dumps show it
 */
public record DaemonThreads(String name) implements ThreadFactory {
    @Override
    public Thread newThread(Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
