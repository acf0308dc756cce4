package io.rollcall.server.http.wire;

import io.rollcall.server.http.overload.HeldRequests;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.FilterChainEvent;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpContext;
import org.glassfish.grizzly.http.HttpEvents;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.http.util.HttpStatus;

/**
 * Filter that holds a request back until its whole body has arrived, so that slow clients occupy no worker. A body that is too
 * long, or exceeds the budget of {@link UnfinishedRequests}, is passed on incomplete and refused. A large body counts until the
 * response.
 */
public final class BodyBuffer extends BaseFilter implements HeldRequests {
    /** Attribute of a request whose body is too long. */
    public static final String TOO_LONG = BodyBuffer.class.getName();

    private static final int SMALL = 16_384;

    private final int maxBodyBytes;
    private final ClientTimeouts timeouts;
    private final UnfinishedRequests<Connection<?>> unfinished;
    private final Function<HttpRequestPacket, String> network;

    BodyBuffer(
            int maxBodyBytes,
            UnfinishedRequests<Connection<?>> unfinished,
            Function<HttpRequestPacket, String> network,
            ClientTimeouts timeouts) {
        this.maxBodyBytes = maxBodyBytes;
        this.unfinished = unfinished;
        this.network = network;
        this.timeouts = timeouts;
    }

    @Override
    public NextAction handleRead(FilterChainContext ctx) throws IOException {
        HttpContent content = ctx.getMessage();
        Connection<?> connection = ctx.getConnection();
        if (HttpContent.isBroken(content)) {
            // The codec has answered, and closes the connection.
            return ctx.getStopAction();
        }
        HttpRequestPacket request = (HttpRequestPacket) content.getHttpHeader();
        Optional<PartialBody> begun = PartialBody.of(request);
        int bytes =
                begun.map(PartialBody::length).orElse(0) + content.getContent().remaining();
        if (request.getContentLength() > maxBodyBytes || bytes > maxBodyBytes) {
            drop(content, request);
            return pass(ctx);
        }
        if (content.isLast() && begun.isEmpty() && bytes <= SMALL) {
            return pass(ctx);
        }
        return content.isLast() ? readLast(ctx, content, request, begun) : readPiece(ctx, content, request, begun);
    }

    private NextAction pass(FilterChainContext ctx) {
        timeouts.end(ctx.getConnection());
        return ctx.getInvokeAction();
    }

    private NextAction readLast(
            FilterChainContext ctx, HttpContent content, HttpRequestPacket request, Optional<PartialBody> begun) {
        if (begun.isEmpty()) {
            keepLarge(ctx, request, content.getContent().remaining());
            return pass(ctx);
        }
        PartialBody body = begun.get();
        body.append(content.getContent());
        PartialBody.drop(request);
        keepLarge(ctx, request, body.length());
        ctx.setMessage(
                HttpContent.builder(request).content(body.buffer()).last(true).build());
        return pass(ctx);
    }

    /** Counts a large body, which stays in memory until the response. */
    private void keepLarge(FilterChainContext ctx, HttpRequestPacket request, int bytes) {
        if (bytes > SMALL) {
            unfinished.keep(ctx.getConnection(), () -> network.apply(request), RequestMemory.of(request) + bytes);
        } else {
            unfinished.forget(ctx.getConnection());
        }
    }

    private NextAction readPiece(
            FilterChainContext ctx, HttpContent content, HttpRequestPacket request, Optional<PartialBody> begun)
            throws IOException {
        PartialBody body = begun.orElseGet(() -> PartialBody.begin(request));
        boolean more = body.append(content.getContent()) || begun.isEmpty();
        if (more && !unfinished.keep(ctx.getConnection(), () -> network.apply(request), body.memory())) {
            PartialBody.drop(request);
            return pass(ctx);
        }
        askForBody(ctx, request);
        return ctx.getStopAction();
    }

    /** Drops a body that is too long: a few compressed bytes may be many, and they would wait for their refusal. */
    private static void drop(HttpContent content, HttpRequestPacket request) {
        request.setAttribute(TOO_LONG, Boolean.TRUE);
        PartialBody.drop(request);
        Buffer body = content.getContent();
        body.position(body.limit());
        body.shrink();
    }

    /** Asks a client that sent {@code Expect: 100-continue} for the body (RFC 9110 section 10.1.1). */
    private static void askForBody(FilterChainContext ctx, HttpRequestPacket request) {
        if (request.requiresAcknowledgement()) {
            HttpResponsePacket response = request.getResponse();
            HttpStatus.CONINTUE_100.setValues(response);
            response.setAcknowledgement(true);
            ctx.write(response);
        }
    }

    @Override
    public NextAction handleEvent(FilterChainContext ctx, FilterChainEvent event) throws IOException {
        if (event.type() == HttpEvents.ResponseCompleteEvent.TYPE) {
            answered(ctx.getConnection(), HttpContext.get(ctx).getRequest());
        }
        return ctx.getInvokeAction();
    }

    /** Counts the headers of a request that is refused early, until the rest of its body has arrived and is dropped. */
    private void answered(Connection<?> connection, HttpRequestPacket request) {
        if (!RequestCodec.isReading(connection)) {
            unfinished.forget(connection);
        } else if (!unfinished.keep(connection, () -> network.apply(request), RequestMemory.of(request))) {
            connection.closeSilently();
        }
    }

    @Override
    public NextAction handleClose(FilterChainContext ctx) {
        unfinished.forget(ctx.getConnection());
        return ctx.getInvokeAction();
    }

    /** Counts a complete request that has to wait like an incomplete one. */
    @Override
    public boolean hold(FilterChainContext ctx) {
        HttpContent content = ctx.getMessage();
        HttpRequestPacket request = (HttpRequestPacket) content.getHttpHeader();
        long memory = RequestMemory.ofWaiting(request) + content.getContent().remaining();
        return unfinished.keep(ctx.getConnection(), () -> network.apply(request), memory);
    }

    @Override
    public void release(FilterChainContext ctx) {
        HttpContent content = ctx.getMessage();
        if (content.getHttpHeader() instanceof HttpRequestPacket request) {
            keepLarge(ctx, request, content.getContent().remaining());
        } else {
            unfinished.forget(ctx.getConnection());
        }
    }
}
