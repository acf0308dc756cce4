package io.rollcall.server.http;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;

/**
 * Handler that is created at its first request. Startup is faster, and many servers never use all handlers. Creating it takes a
 * second or so, in which a limited number of requests wait; further ones are refused, so that workers remain for other handlers.
 */
final class LazyHandler extends HttpHandler {
    private final Supplier<HttpHandler> maker;
    private final HttpHandler busy;
    private final Semaphore waiting;
    private final AtomicReference<Optional<HttpHandler>> made = new AtomicReference<>(Optional.empty());

    /**
     * @param busy refuses a request
     * @param maxWaiting maximum number of requests that wait for the handler
     */
    LazyHandler(Supplier<HttpHandler> maker, HttpHandler busy, int maxWaiting) {
        this.maker = maker;
        this.busy = busy;
        this.waiting = new Semaphore(maxWaiting);
    }

    @Override
    public void service(Request request, Response response) throws Exception {
        Optional<HttpHandler> known = made.get();
        HttpHandler handler = known.isPresent() ? known.get() : awaited();
        handler.service(request, response);
    }

    private HttpHandler awaited() {
        if (!waiting.tryAcquire()) {
            return busy;
        }
        try {
            return make();
        } finally {
            waiting.release();
        }
    }

    /** Creates the handler once, also for concurrent requests. */
    private synchronized HttpHandler make() {
        return made.get().orElseGet(() -> {
            HttpHandler handler = maker.get();
            handler.start();
            made.set(Optional.of(handler));
            return handler;
        });
    }

    @Override
    public synchronized void destroy() {
        made.get().ifPresent(HttpHandler::destroy);
        super.destroy();
    }
}
