package io.rollcall.server.http.overload;

import java.io.IOException;
import java.util.Optional;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.FilterChainEvent;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpEvents;

/**
 * Filter that holds a request back while output of earlier ones on its connection is unsent, and drops it once the
 * connection is closed. Nothing more is read from the connection meanwhile.
 */
final class SlowReaderFilter extends BaseFilter {
    private final OpenConnections open;
    private final PipelinedRequests pipelinedRequests;
    private final HeldRequests held;

    SlowReaderFilter(OpenConnections open, PipelinedRequests pipelinedRequests, HeldRequests held) {
        this.open = open;
        this.pipelinedRequests = pipelinedRequests;
        this.held = held;
    }

    @Override
    public NextAction handleRead(FilterChainContext ctx) throws IOException {
        Optional<ClientConnection> found = open.find(ctx.getConnection());
        if (found.isEmpty() || !found.get().isOpen()) {
            return ctx.getStopAction();
        }
        ClientConnection client = found.get();
        boolean drained = client.pending() == 0;
        boolean pipelined = client.takesBufferedRequest();
        if (drained && (!pipelined || pipelinedRequests.mayRun())) {
            client.requestBegins();
            return ctx.getInvokeAction();
        }
        if (!held.hold(ctx)) {
            client.abort();
            return ctx.getStopAction();
        }
        NextAction suspend = ctx.getSuspendAction();
        ctx.suspend();
        Runnable request = () -> {
            client.requestBegins();
            held.release(ctx);
            ctx.resume(client.isOpen() && isWhole(ctx) ? ctx.getInvokeAction() : ctx.getStopAction());
        };
        if (!pipelined) {
            client.whenDrainedTo(0, request);
        } else if (drained) {
            pipelinedRequests.runLater(client, request);
        } else {
            client.whenDrainedTo(0, () -> pipelinedRequests.runLater(client, request));
        }
        return suspend;
    }

    /** Returns whether the request is still there: the end of its connection takes it apart. */
    private static boolean isWhole(FilterChainContext ctx) {
        return ctx.getMessage() instanceof HttpContent content && content.getHttpHeader() != null;
    }

    @Override
    public NextAction handleEvent(FilterChainContext ctx, FilterChainEvent event) throws IOException {
        if (event.type() == HttpEvents.ResponseCompleteEvent.TYPE) {
            open.find(ctx.getConnection()).ifPresent(ClientConnection::requestEnds);
            pipelinedRequests.requestEnded();
        }
        return ctx.getInvokeAction();
    }
}
