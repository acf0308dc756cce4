package io.rollcall.server.http;

import io.rollcall.server.kernel.IpAddress;
import io.rollcall.server.kernel.IpRange;
import java.io.IOException;
import java.util.List;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.FilterChainEvent;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpEvents;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.http.util.HttpStatus;

/**
 * Keeps a request back until its whole body is there, so that clients which send slowly occupy no worker. What is too long,
 * or finds no room among {@link UnfinishedBodies}, goes on as it is and is refused. A large body counts until it is answered.
 */
final class WholeRequests extends BaseFilter {
    /** Attribute of a request whose body is longer than one may be. */
    static final String TOO_LONG = WholeRequests.class.getName();

    private static final int SMALL = 16_384;

    private final int maxBodyBytes;
    private final Patience patience;
    private final UnfinishedBodies bodies;
    private final List<IpRange> trustedProxies;

    WholeRequests(int maxBodyBytes, UnfinishedBodies bodies, List<IpRange> trustedProxies, Patience patience) {
        this.maxBodyBytes = maxBodyBytes;
        this.bodies = bodies;
        this.trustedProxies = List.copyOf(trustedProxies);
        this.patience = patience;
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
        int bytes = content.getContent().remaining();
        boolean tooLong = request.getContentLength() > maxBodyBytes || bytes > maxBodyBytes;
        if (tooLong) {
            drop(content, request);
        }
        boolean last = content.isLast() && !tooLong;
        boolean kept = (!last || bytes > SMALL) && !tooLong && bodies.keep(connection, () -> network(request), bytes);
        if (last && bytes > SMALL) {
            // It is in memory until it is answered.
            patience.end(connection);
            return ctx.getInvokeAction();
        }
        if (!kept) {
            patience.end(connection);
            bodies.forget(connection);
            return ctx.getInvokeAction();
        }
        askForBody(ctx, request);
        return ctx.getStopAction(content);
    }

    /** A few compressed bytes may be many, which wait for their refusal. */
    private static void drop(HttpContent content, HttpRequestPacket request) {
        request.setAttribute(TOO_LONG, Boolean.TRUE);
        Buffer body = content.getContent();
        body.position(body.limit());
        body.shrink();
    }

    /** A client that sent {@code Expect: 100-continue} waits for this (RFC 9110 section 10.1.1). */
    private static void askForBody(FilterChainContext ctx, HttpRequestPacket request) {
        if (request.requiresAcknowledgement()) {
            HttpResponsePacket response = request.getResponse();
            HttpStatus.CONINTUE_100.setValues(response);
            response.setAcknowledgement(true);
            ctx.write(response);
        }
    }

    private String network(HttpRequestPacket request) {
        return IpAddress.limitKey(ForwardedRequest.read(request, trustedProxies).address());
    }

    @Override
    public NextAction handleEvent(FilterChainContext ctx, FilterChainEvent event) throws IOException {
        if (event.type() == HttpEvents.ResponseCompleteEvent.TYPE) {
            bodies.forget(ctx.getConnection());
        }
        return ctx.getInvokeAction();
    }

    @Override
    public NextAction handleClose(FilterChainContext ctx) {
        bodies.forget(ctx.getConnection());
        return ctx.getInvokeAction();
    }
}
