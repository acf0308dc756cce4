package io.rollcall.server.http.wire;

import io.rollcall.server.http.overload.PeerAddress;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.Grizzly;
import org.glassfish.grizzly.attributes.Attribute;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.ChunkedTransferEncoding;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpHeader;
import org.glassfish.grizzly.http.HttpPacketParsing;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.http.HttpServerFilter;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.Protocol;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.memory.Buffers;

/** Grizzly's HTTP codec, made strict, with refusals in the form of the application. */
final class RequestCodec extends HttpServerFilter {
    private static final String REFUSED = HttpRefusal.class.getName();
    private static final HttpRefusal TOO_LONG = new HttpRefusal(
            431, "The request line and headers are too long together. Send a shorter filter or fewer headers.");
    private static final HttpRefusal NO_MEMORY =
            HttpRefusal.unavailable("The server is busy reading other requests. Try again in a moment.");

    /** Old clients send an empty line after a body (RFC 9112 section 2.2). */
    private static final int MAX_EMPTY_HEAD = 8;

    private static final Attribute<Object> REQUEST =
            Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute(HTTP_SERVER_REQUEST_ATTR_NAME);
    private static final Attribute<PartialHead> PARTIAL =
            Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute(PartialHead.class.getName());
    private static final Attribute<Scanned> SCANNED =
            Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute(Scanned.class.getName());
    private static final HttpRefusal BROKEN = HttpRefusal.malformed("The request is not well-formed HTTP.");

    private final ClientTimeouts timeouts;
    private final HttpRefusal.Writer refusals;
    private final WireLimits limits;
    private final UnfinishedRequests<Connection<?>> unfinished;

    @SuppressWarnings("deprecation")
    RequestCodec(
            NetworkListener listener,
            ClientTimeouts timeouts,
            HttpRefusal.Writer refusals,
            WireLimits limits,
            UnfinishedRequests<Connection<?>> unfinished) {
        super(
                listener.isChunkingEnabled(),
                listener.getMaxHttpHeaderSize(),
                null,
                listener.getKeepAlive(),
                null,
                listener.getMaxRequestHeaders(),
                listener.getMaxResponseHeaders());
        this.timeouts = timeouts;
        this.refusals = refusals;
        this.limits = limits;
        this.unfinished = unfinished;
        Arrays.stream(getTransferEncodings())
                .filter(ChunkedTransferEncoding.class::isInstance)
                .forEach(this::removeTransferEncoding);
        addTransferEncoding(new StrictChunks(limits.maxHeaderBytes()));
    }

    /** A TLS client causes work before the first byte of its first request. */
    @Override
    public NextAction handleAccept(FilterChainContext ctx) throws IOException {
        if (limits.tls()) {
            timeouts.begin(ctx.getConnection());
        }
        return super.handleAccept(ctx);
    }

    /**
     * Head that is to be parsed.
     *
     * @param refused the reason if it is refused already
     */
    private record Scanned(HeadScanner scanner, Optional<HttpRefusal> refused) {}

    /** Returns whether a request is still being read, even if its response has been sent. */
    static boolean isReading(Connection<?> connection) {
        return REQUEST.get(connection) != null;
    }

    @Override
    public NextAction handleRead(FilterChainContext ctx) throws IOException {
        Connection<?> connection = ctx.getConnection();
        if (REQUEST.get(connection) instanceof HttpRequestPacket begun) {
            return readBody(ctx, begun);
        }
        Optional<PartialHead> partial = Optional.ofNullable(PARTIAL.get(connection));
        return partial.isPresent() ? readOn(ctx, partial.get()) : readHead(ctx);
    }

    private NextAction readBody(FilterChainContext ctx, HttpRequestPacket begun) throws IOException {
        timeouts.begin(ctx.getConnection());
        NextAction next = super.handleRead(ctx);
        if (begun.isSkipRemainder() && !isReading(ctx.getConnection())) {
            unfinished.forget(ctx.getConnection());
        }
        return next;
    }

    private NextAction readHead(FilterChainContext ctx) throws IOException {
        Buffer input = ctx.getMessage();
        int blank = emptyLines(input);
        if (blank > 0 && blank == input.remaining()) {
            return ctx.getStopAction(GrowingBytes.copyOf(input));
        }
        if (input.position() + blank > 0) {
            input.position(input.position() + blank);
            input = input.slice();
            ctx.setMessage(input);
        }
        timeouts.begin(ctx.getConnection());
        HeadScanner scanner = new HeadScanner(0);
        if (!scanner.read(input) && isAwaited(scanner, input)) {
            PartialHead partial = new PartialHead(scanner, input);
            PARTIAL.set(ctx.getConnection(), partial);
            return isKept(ctx, partial) ? ctx.getStopAction() : parse(ctx, partial, Optional.of(NO_MEMORY));
        }
        if (!scanner.hasBody(input)) {
            ctx.setMessage(GrowingBytes.copyOf(input));
        }
        return parse(ctx, new Scanned(scanner, Optional.empty()));
    }

    private NextAction readOn(FilterChainContext ctx, PartialHead partial) throws IOException {
        boolean more = partial.append(ctx.getMessage());
        Buffer input = partial.buffer();
        if (partial.scanner().read(input) || !isAwaited(partial.scanner(), input)) {
            return parse(ctx, partial, Optional.empty());
        }
        return more && !isKept(ctx, partial) ? parse(ctx, partial, Optional.of(NO_MEMORY)) : ctx.getStopAction();
    }

    /** Returns whether the rest of an incomplete head may still make it valid. */
    private boolean isAwaited(HeadScanner scanner, Buffer input) {
        return !scanner.isMalformed() && input.remaining() < limits.maxHeaderBytes();
    }

    private boolean isKept(FilterChainContext ctx, PartialHead partial) {
        Connection<?> connection = ctx.getConnection();
        return unfinished.keep(
                connection, () -> PeerAddress.of(connection.getPeerAddress()).network(), partial.memory());
    }

    private NextAction parse(FilterChainContext ctx, PartialHead partial, Optional<HttpRefusal> refused)
            throws IOException {
        PARTIAL.remove(ctx.getConnection());
        unfinished.forget(ctx.getConnection());
        ctx.setMessage(partial.buffer());
        return parse(ctx, new Scanned(partial.scanner(), refused));
    }

    private NextAction parse(FilterChainContext ctx, Scanned scanned) throws IOException {
        SCANNED.set(ctx.getConnection(), scanned);
        return super.handleRead(ctx);
    }

    /** Returns the length of the empty lines before a request. A few are allowed. */
    private static int emptyLines(Buffer input) {
        if (!input.hasRemaining() || input.get(input.position()) != '\r') {
            return 0;
        }
        int start = input.position();
        int length = 0;
        while (length < input.remaining() && input.get(start + length) == (length % 2 == 0 ? '\r' : '\n')) {
            length++;
        }
        boolean cut = length % 2 == 1 && length < input.remaining();
        return cut || length > 2 * MAX_EMPTY_HEAD ? 0 : length;
    }

    /** Parses a whole head. An incomplete one is refused: its end is not worth waiting for. */
    @Override
    protected boolean decodeHttpPacket(FilterChainContext ctx, HttpPacketParsing packet, Buffer input) {
        HttpRequestPacket request = (HttpRequestPacket) packet;
        Scanned scanned = SCANNED.remove(ctx.getConnection());
        Optional<HttpRefusal> refused = scanned.refused().or(() -> refusal(scanned.scanner()));
        refused.ifPresent(reason -> request.setAttribute(REFUSED, reason));
        if (!super.decodeHttpPacket(ctx, packet, input)) {
            throw new IllegalStateException("The head is refused before its end");
        }
        return true;
    }

    private static Optional<HttpRefusal> refusal(HeadScanner head) {
        if (head.isMalformed()) {
            return Optional.of(BROKEN);
        }
        return head.hasTwoLengths() ? Optional.of(StrictRequestCheck.TWO_LENGTHS) : Optional.empty();
    }

    /**
     * Ignores a client's offer to change the protocol (RFC 9110 section 7.8). Grizzly would take what follows for the other
     * protocol's bytes and never see the body; the JDK's own client offers h2c with every first request.
     */
    @Override
    protected void onIncomingUpgrade(FilterChainContext ctx, HttpHeader header) {
        header.getUpgradeDC().recycle();
    }

    @Override
    protected boolean onHttpHeaderParsed(HttpHeader header, Buffer buffer, FilterChainContext ctx) {
        boolean wrong = super.onHttpHeaderParsed(header, buffer, ctx);
        HttpRequestPacket request = (HttpRequestPacket) header;
        Optional<HttpRefusal> refused = StrictRequestCheck.refusal(request, limits.maxHeaderElements());
        refused.ifPresent(reason -> request.setAttribute(REFUSED, reason));
        return wrong || request.getAttribute(REFUSED) != null;
    }

    @Override
    protected void onHttpHeaderError(HttpHeader header, FilterChainContext ctx, Throwable failure) throws IOException {
        HttpRequestPacket request = (HttpRequestPacket) header;
        if (request.getAttribute(REFUSED) == null) {
            request.setAttribute(REFUSED, isTooLong(failure) ? TOO_LONG : BROKEN);
        }
        // Grizzly fails on a method that it has not read, as in a malformed head after another request.
        if (request.getMethodDC().isNull()) {
            request.setMethod(Method.GET);
        }
        // The response has headers for every protocol version of the client.
        request.setProtocol(Protocol.HTTP_1_1);
        super.onHttpHeaderError(header, ctx, failure);
    }

    /** Grizzly tells this failure by its message only. */
    private static boolean isTooLong(Throwable failure) {
        return String.valueOf(failure.getMessage()).contains("too large")
                || failure.getClass().getSimpleName().equals("MaxHeaderCountExceededException");
    }

    @Override
    protected void onInitialLineEncoded(HttpHeader header, FilterChainContext ctx) {
        super.onInitialLineEncoded(header, ctx);
        KeepAlivePolicy.keep((HttpResponsePacket) header);
    }

    @Override
    protected HttpContent customizeErrorResponse(HttpResponsePacket response) {
        HttpRequestPacket request = response.getRequest();
        HttpRefusal refusal = request.getAttribute(REFUSED) instanceof HttpRefusal reason ? reason : BROKEN;
        byte[] body = refusals.write(request, response, refusal);
        boolean bodiless = request.getMethod() == Method.HEAD;
        return HttpContent.builder(response)
                .content(bodiless ? Buffers.EMPTY_BUFFER : Buffers.wrap(null, body))
                .last(true)
                .build();
    }
}
