package io.rollcall.server.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.glassfish.grizzly.Buffer;
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
import org.glassfish.grizzly.http.util.DataChunk;
import org.glassfish.grizzly.http.util.HttpStatus;
import org.glassfish.grizzly.memory.Buffers;

/** Grizzly's reader of requests, made strict, and made to refuse in the application's own form. */
final class RequestCodec extends HttpServerFilter {
    private static final String REFUSED = Refused.class.getName();
    private static final Refused TOO_LONG = new Refused(
            431, "The request line and headers are too long together. Send a shorter filter or fewer headers.");
    private static final String HEAD = HeadScanner.class.getName();

    /** Clients of old send an empty line behind a body (RFC 9112 section 2.2). */
    private static final int MAX_EMPTY_HEAD = 8;

    private static final Attribute<Object> REQUEST =
            Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute(HTTP_SERVER_REQUEST_ATTR_NAME);
    private static final Refused BROKEN = Refused.malformed("The request is not well-formed HTTP.");

    private final Patience patience;
    private final ErrorPages errorPages;
    private final HttpConfig config;

    @SuppressWarnings("deprecation")
    RequestCodec(NetworkListener listener, Patience patience, ErrorPages errorPages, HttpConfig config) {
        super(
                listener.isChunkingEnabled(),
                listener.getMaxHttpHeaderSize(),
                null,
                listener.getKeepAlive(),
                null,
                listener.getMaxRequestHeaders(),
                listener.getMaxResponseHeaders());
        this.patience = patience;
        this.errorPages = errorPages;
        this.config = config;
        Arrays.stream(getTransferEncodings())
                .filter(ChunkedTransferEncoding.class::isInstance)
                .forEach(this::removeTransferEncoding);
        addTransferEncoding(new StrictChunks(config.maxHeaderBytes()));
    }

    /** Before the first byte of its first request, a client of TLS makes us work already. */
    @Override
    public NextAction handleAccept(FilterChainContext ctx) throws IOException {
        if (config.tls().isPresent()) {
            patience.begin(ctx.getConnection());
        }
        return super.handleAccept(ctx);
    }

    @Override
    public NextAction handleRead(FilterChainContext ctx) throws IOException {
        Buffer input = ctx.getMessage();
        int blank = emptyLines(ctx, input);
        if (blank > 0) {
            if (blank == input.remaining()) {
                return ctx.getStopAction(input);
            }
            ctx.setMessage(input.split(input.position() + blank));
        }
        patience.begin(ctx.getConnection());
        return super.handleRead(ctx);
    }

    /** Returns the length of the empty lines in front of a request, of which there may be a few. */
    private static int emptyLines(FilterChainContext ctx, Buffer input) {
        if (!input.hasRemaining() || input.get(input.position()) != '\r' || REQUEST.get(ctx.getConnection()) != null) {
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

    /** Looks at the lines before Grizzly does, which changes them in place. */
    @Override
    protected boolean decodeHttpPacket(FilterChainContext ctx, HttpPacketParsing packet, Buffer input) {
        HttpRequestPacket request = (HttpRequestPacket) packet;
        HeadScanner head = request.getAttribute(HEAD) instanceof HeadScanner begun
                ? begun
                : new HeadScanner(packet.getHeaderParsingState().offset);
        if (!head.read(input)) {
            request.setAttribute(HEAD, head);
        }
        if (head.isMalformed()) {
            request.setAttribute(REFUSED, BROKEN);
        } else if (head.hasTwoLengths()) {
            request.setAttribute(REFUSED, RequestHead.TWO_LENGTHS);
        }
        return super.decodeHttpPacket(ctx, packet, input);
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
        Optional<Refused> refused = RequestHead.refusal(request);
        refused.ifPresent(reason -> request.setAttribute(REFUSED, reason));
        return wrong || request.getAttribute(REFUSED) != null;
    }

    @Override
    protected void onHttpHeaderError(HttpHeader header, FilterChainContext ctx, Throwable failure) throws IOException {
        HttpRequestPacket request = (HttpRequestPacket) header;
        if (request.getAttribute(REFUSED) == null) {
            request.setAttribute(REFUSED, isTooLong(failure) ? TOO_LONG : BROKEN);
        }
        // Whatever the client speaks or does not, the answer has headers.
        request.setProtocol(Protocol.HTTP_1_1);
        super.onHttpHeaderError(header, ctx, failure);
    }

    /** Grizzly has no type for it, only these words. */
    private static boolean isTooLong(Throwable failure) {
        return String.valueOf(failure.getMessage()).contains("too large")
                || failure.getClass().getSimpleName().equals("MaxHeaderCountExceededException");
    }

    /** Empty where there is not even that. */
    private static String path(HttpRequestPacket request) {
        DataChunk path = request.getRequestURIRef().getRequestURIBC();
        return path.isNull() ? "" : path.toString();
    }

    @Override
    protected void onInitialLineEncoded(HttpHeader header, FilterChainContext ctx) {
        super.onInitialLineEncoded(header, ctx);
        KeptConnection.keep((HttpResponsePacket) header);
    }

    @Override
    protected HttpContent customizeErrorResponse(HttpResponsePacket response) {
        HttpRequestPacket request = response.getRequest();
        Refused refused = request.getAttribute(REFUSED) instanceof Refused reason ? reason : BROKEN;
        ErrorPage errorPage = errorPages.of(path(request));
        byte[] body =
                errorPage.body(refused.status(), Optional.of(refused.detail())).getBytes(StandardCharsets.UTF_8);
        HttpStatus.getHttpStatus(refused.status()).setValues(response);
        EdgeHeaders.set(response, config);
        response.setContentType(errorPage.contentType(EdgeHeaders.accept(request)));
        response.setContentLength(body.length);
        boolean bodiless = request.getMethod() == Method.HEAD;
        return HttpContent.builder(response)
                .content(bodiless ? Buffers.EMPTY_BUFFER : Buffers.wrap(null, body))
                .last(true)
                .build();
    }
}
