package io.rollcall.server.http;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;

/** Handler that is created at its first request. Startup is faster, and many servers never use all handlers. */
final class LazyHandler extends HttpHandler {
    private final Supplier<HttpHandler> maker;
    private final AtomicReference<Optional<HttpHandler>> made = new AtomicReference<>(Optional.empty());

    LazyHandler(Supplier<HttpHandler> maker) {
        this.maker = maker;
    }

    @Override
    public void service(Request request, Response response) throws Exception {
        made.get().orElseGet(this::make).service(request, response);
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
