package io.rollcall.server.http.wire;

import java.time.Duration;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.Grizzly;
import org.glassfish.grizzly.attributes.Attribute;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.utils.IdleTimeoutFilter.TimeoutResolver;

/** Timeouts of a client: for its next request, and for the rest of one that has begun, however slowly. */
final class ClientTimeouts implements TimeoutResolver {
    private final Attribute<Long> begun =
            Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute(ClientTimeouts.class.getName() + ".begun");
    private final Duration idle;
    private final Duration request;

    ClientTimeouts(Duration idle, Duration request) {
        this.idle = idle;
        this.request = request;
    }

    /** Starts the timeout of a request. */
    void begin(Connection<?> connection) {
        if (begun.get(connection) == null) {
            begun.set(connection, System.nanoTime());
        }
    }

    /** Ends the timeout of a request that has arrived whole. */
    void end(Connection<?> connection) {
        begun.remove(connection);
    }

    /** Called after each read. */
    @Override
    public long getTimeout(FilterChainContext ctx) {
        Long since = begun.get(ctx.getConnection());
        if (since == null) {
            return idle.toMillis();
        }
        return Math.max(1, request.minusNanos(System.nanoTime() - since).toMillis());
    }
}
