package io.rollcall.server.http.overload;

import java.io.IOException;
import java.util.concurrent.Executor;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.IOEvent;
import org.glassfish.grizzly.IOStrategy;
import org.glassfish.grizzly.Transport;
import org.glassfish.grizzly.threadpool.ThreadPoolConfig;

/**
 * Notices failures to accept, which the transport keeps to itself. The listening socket stays ready meanwhile, so its thread
 * would do nothing else. Accepts several connections at a time, so that a new client is not behind a long queue of others
 * that each wait for a pass over all sockets of that thread.
 */
@SuppressWarnings("rawtypes")
final class AcceptStrategy implements IOStrategy {
    private static final int AT_ONCE = 256;

    /** If so many came at once, more come than can be served. */
    private static final int CROWD = 8;

    private final IOStrategy strategy;
    private final ConnectionLimits limits;

    AcceptStrategy(IOStrategy strategy, ConnectionLimits limits) {
        this.strategy = strategy;
        this.limits = limits;
    }

    @Override
    public boolean executeIoEvent(Connection connection, IOEvent event) throws IOException {
        if (event != IOEvent.SERVER_ACCEPT) {
            return strategy.executeIoEvent(connection, event);
        }
        int first = limits.seen();
        limits.crowded(false);
        boolean goesOn = strategy.executeIoEvent(connection, event);
        limits.accepted(limits.seen() != first);
        int before = first;
        while (goesOn && limits.seen() != before && limits.seen() - first < AT_ONCE && !limits.isPaused()) {
            before = limits.seen();
            limits.crowded(before - first >= CROWD);
            goesOn = strategy.executeIoEvent(connection, event);
        }
        return goesOn;
    }

    @Override
    public boolean executeIoEvent(Connection connection, IOEvent event, boolean enabled) throws IOException {
        return strategy.executeIoEvent(connection, event, enabled);
    }

    @Override
    public Executor getThreadPoolFor(Connection connection, IOEvent event) {
        return strategy.getThreadPoolFor(connection, event);
    }

    @Override
    public ThreadPoolConfig createDefaultWorkerPoolConfig(Transport transport) {
        return strategy.createDefaultWorkerPoolConfig(transport);
    }
}
