package io.rollcall.server.http.overload;

import java.io.IOException;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;

/** Filter that counts output as it is handed to the socket, after compression and encryption. */
final class OutputFilter extends BaseFilter {
    private final OpenConnections open;

    OutputFilter(OpenConnections open) {
        this.open = open;
    }

    @Override
    public NextAction handleWrite(FilterChainContext ctx) throws IOException {
        if (ctx.getMessage() instanceof Buffer buffer && buffer.hasRemaining()) {
            open.find(ctx.getConnection()).ifPresent(client -> client.queued(buffer.remaining()));
        }
        return ctx.getInvokeAction();
    }
}
