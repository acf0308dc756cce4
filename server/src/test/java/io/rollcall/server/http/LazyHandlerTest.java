package io.rollcall.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.junit.jupiter.api.Test;

/** Requests to a handler that is not created yet. */
class LazyHandlerTest {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch created = new CountDownLatch(1);
    private final Counter handler = new Counter();
    private final Counter busy = new Counter();

    @Test
    void refusesRequestsWhileItIsCreatedIfOthersWait() throws Exception {
        LazyHandler lazy = new LazyHandler(this::create, busy, 1);
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Future<Void> first = threads.submit(() -> call(lazy));
            begun.await();

            call(lazy);
            assertThat(busy.calls).hasValue(1);
            assertThat(handler.calls).hasValue(0);

            created.countDown();
            first.get();
            call(lazy);
            assertThat(handler.calls).hasValue(2);
            assertThat(busy.calls).hasValue(1);
        } finally {
            threads.shutdownNow();
        }
    }

    private HttpHandler create() {
        begun.countDown();
        try {
            created.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return handler;
    }

    private static Void call(HttpHandler lazy) throws Exception {
        Request request = Request.create();
        lazy.service(request, request.getResponse());
        return null;
    }

    private static final class Counter extends HttpHandler {
        private final AtomicInteger calls = new AtomicInteger();

        @Override
        public void service(Request request, Response response) {
            calls.incrementAndGet();
        }
    }
}
