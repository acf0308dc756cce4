package io.rollcall.server.http;

import io.rollcall.server.http.overload.RequestQueue;
import io.rollcall.server.http.wire.BodyBuffer;
import io.rollcall.server.http.wire.HttpRefusal;
import io.rollcall.server.http.wire.KeepAlivePolicy;
import io.rollcall.server.http.wire.ResponseSender;
import io.rollcall.server.http.wire.StrictRequestCheck;
import io.rollcall.server.kernel.WorkingMemory;
import io.rollcall.server.telemetry.Refusals;
import io.rollcall.server.telemetry.Tracing;
import java.io.IOException;
import java.net.URISyntaxException;
import java.util.Optional;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.RequestExecutorProvider;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.grizzly.http.util.FastHttpDateFormat;
import org.glassfish.grizzly.http.util.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Handler of all complete requests. It assigns an id, enforces limits, and passes the request to its application. */
final class RequestHandler extends HttpHandler {
    /** Reason of refusals for lack of a worker. */
    static final String BUSY = "busy";

    /** Reason of refusals for lack of memory for a large response. */
    static final String NO_ROOM = "pending-output";

    private static final Logger LOG = LoggerFactory.getLogger(RequestHandler.class);

    private static final int TOO_LARGE = 413;
    private static final int NOT_FOUND = 404;
    private static final HttpRefusal OTHER_ADDRESS =
            new HttpRefusal(NOT_FOUND, "Not found: there is no resource at this address.");

    private final HttpHandler resources;
    private final HttpConfig config;
    private final EdgeResponses responses;
    private final ErrorPage errorPage;
    private final RequestQueue queue;
    private final Refusals refusals;
    private final RequestTimes times;
    private final Tracing tracing;
    private final RequestDeadline deadline;
    private final WorkingMemory memory;
    private final RequestScreen screen;
    private final LongPoll.Waits waits;
    private final int maxBodyBytes;

    /** @param maxBodyBytes maximum size of a body, if it is less than the configured one */
    RequestHandler(
            HttpHandler resources,
            HttpConfig config,
            EdgeResponses responses,
            ErrorPage errorPage,
            RequestQueue queue,
            Refusals refusals,
            RequestTimes times,
            Tracing tracing,
            RequestDeadline deadline,
            WorkingMemory memory,
            RequestScreen screen,
            LongPoll.Waits waits,
            int maxBodyBytes) {
        this.resources = resources;
        this.config = config;
        this.responses = responses;
        this.errorPage = errorPage;
        this.queue = queue;
        this.refusals = refusals;
        this.times = times;
        this.tracing = tracing;
        this.deadline = deadline;
        this.memory = memory;
        this.screen = screen;
        this.waits = waits;
        this.maxBodyBytes = Math.min(maxBodyBytes, config.maxBodyBytes());
    }

    @Override
    public RequestExecutorProvider getRequestExecutorProvider() {
        return screen;
    }

    @Override
    public void start() {
        super.start();
        resources.start();
    }

    @Override
    public void destroy() {
        resources.destroy();
        super.destroy();
    }

    /** {@link BodyBuffer} has asked for the body, unless it is refused. */
    @Override
    protected boolean sendAcknowledgment(Request request, Response response) {
        return true;
    }

    @Override
    public void service(Request request, Response response) throws Exception {
        long start = RequestQueue.came(request);
        String id = RequestId.assign();
        response.setHeader(RequestId.HEADER, id);
        KeepAlivePolicy.note(request);
        deadline.begin(start);
        memory.begin(RequestQueue.caller(request));
        String name = request.getMethod().getMethodString() + " " + request.getContextPath();
        try (Tracing.Span span = tracing.request(name, request::getHeader)) {
            span.note("rollcall.request_id", id);
            boolean inTime = queue.enter(request);
            Optional<HttpRefusal> screened = screen.refusal(request);
            if (queue.isAbandoned(request)) {
                request.getContext().getConnection().closeSilently();
                LOG.debug("Dropped a request: its client has closed the connection");
            } else if (screened.isPresent()) {
                answer(response, screened.get());
            } else if (inTime) {
                admit(request, response);
            } else {
                refusals.count(BUSY);
                answer(response, EdgeResponses.BUSY);
            }
            span.status(response.getStatus());
        } catch (IOException gone) {
            LOG.debug("A client disconnected before its response: {}", gone.getMessage());
        } finally {
            queue.leave(request);
            deadline.end();
            memory.end();
            RequestId.forget();
            times.record(response.getStatus(), System.nanoTime() - start);
        }
        if (!waits.begin(request, response)) {
            ResponseSender.sendLarge(request);
        }
    }

    private void admit(Request request, Response response) throws Exception {
        ForwardedRequest forwarded = ForwardedRequest.of(request);
        setHeaders(response, forwarded);
        try {
            Optional<HttpRefusal> refused = refusal(request).or(() -> refusal(forwarded));
            if (refused.isPresent()) {
                answer(response, refused.get());
                return;
            }
            hideHost(request);
            resources.service(request, response);
        } catch (ResponseSender.NoRoom full) {
            refusals.count(NO_ROOM);
            String id = response.getHeader(RequestId.HEADER);
            response.reset();
            response.setHeader(RequestId.HEADER, id);
            setHeaders(response, forwarded);
            answer(
                    response,
                    HttpRefusal.unavailable(
                            "The server is busy sending other responses. Try again in a moment, or ask for fewer at a time."));
        } catch (IllegalArgumentException malformed) {
            if (!(malformed.getCause() instanceof URISyntaxException)) {
                throw malformed;
            }
            answer(
                    response,
                    HttpRefusal.malformed(
                            "The address is malformed: percent-encode all characters but letters and digits."));
        }
    }

    private void setHeaders(Response response, ForwardedRequest forwarded) {
        response.setHeader(Header.Date, FastHttpDateFormat.getCurrentDate());
        // Never over plain HTTP, by which a client may have called a proxy (RFC 6797 section 7.2).
        if (!forwarded.scheme().equals(Optional.of("http"))) {
            config.hsts().ifPresent(hsts -> response.setHeader(HttpConfig.HSTS, hsts));
        }
    }

    /** Returns the reason to refuse a request. A body that is incomplete here stays incomplete. */
    private Optional<HttpRefusal> refusal(Request request) {
        if (!isBelow(request.getRequestURI(), request.getContextPath())) {
            return Optional.of(OTHER_ADDRESS);
        }
        boolean finished = request.getInputBuffer().isFinished();
        int ready = request.getInputBuffer().readyData();
        if (request.getRequest().getAttribute(BodyBuffer.TOO_LONG) != null || ready > maxBodyBytes) {
            return Optional.of(new HttpRefusal(
                    TOO_LARGE, "The body is larger than " + maxBodyBytes + " bytes. Send less in one request."));
        }
        if (!finished) {
            return Optional.of(
                    HttpRefusal.unavailable("The server is busy reading other requests. Try again in a moment."));
        }
        return memory.hasRoomForJson(ready)
                ? Optional.empty()
                : Optional.of(HttpRefusal.unavailable(WorkingMemory.busy().getMessage()));
    }

    /**
     * Returns whether a URI is below a path. An encoded slash does not count, because the rules of a proxy would not see
     * it.
     */
    private static boolean isBelow(String uri, String path) {
        return uri.startsWith(path) && (uri.length() == path.length() || uri.charAt(path.length()) == '/');
    }

    private void answer(Response response, HttpRefusal refusal) throws IOException {
        responses.answer(response.getRequest(), response, errorPage, refusal);
    }

    private static Optional<HttpRefusal> refusal(ForwardedRequest forwarded) {
        return StrictRequestCheck.isHost(forwarded.host())
                ? Optional.empty()
                : Optional.of(HttpRefusal.malformed("The host that the request names is not a host name."));
    }

    /**
     * Hides the host: no URL of a response is built from it, and java.net.URI refuses names of private networks such as
     * a_b.
     */
    private static void hideHost(Request request) {
        request.getRequest().serverName().setString("localhost");
    }
}
