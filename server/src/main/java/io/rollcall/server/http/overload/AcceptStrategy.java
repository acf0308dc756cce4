package io.rollcall.server.http.overload;

import java.io.IOException;
import java.util.concurrent.Executor;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.IOEvent;
import org.glassfish.grizzly.IOStrategy;
import org.glassfish.grizzly.Transport;
import org.glassfish.grizzly.threadpool.ThreadPoolConfig;

/**
 * I/O strategy that accepts several connections per event, so that a new client does not wait for one pass over all sockets
 * of the thread per connection ahead of it. It also reports failures to accept, which the transport hides: the listening
 * socket stays ready, and its thread would spin.
 */
@SuppressWarnings("rawtypes")
final class AcceptStrategy implements IOStrategy {
    private static final int AT_ONCE = 256;

    /** Above this number at once, connections come faster than they can be served. */
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
