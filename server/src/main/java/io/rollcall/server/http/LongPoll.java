package io.rollcall.server.http;

import io.rollcall.server.http.overload.RequestQueue;
import io.rollcall.server.http.wire.ResponseSender;
import io.rollcall.server.kernel.DaemonThreads;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Response that waits for something to return, without a worker and without a database connection. The operation has returned a
 * response with nothing; its body is replaced once there is something, or it is sent when the time is over.
 */
public final class LongPoll {
    private static final Logger LOG = LoggerFactory.getLogger(LongPoll.class);
    private static final String WAITING = LongPoll.class.getName();
    private static final String EMPTY_BODY = WAITING + ".body";

    private final Source source;
    private final long endNanos;

    private LongPoll(Source source, Duration most) {
        this.source = source;
        this.endNanos = System.nanoTime() + most.toNanos();
    }

    /** Source of the response. Its methods do not see the request, whose connection may be gone. */
    public interface Source {
        /** Returns a future that completes when {@link #poll} may have something to return. It is cancelled if nobody waits. */
        CompletableFuture<?> ready();

        /** Returns the body of the response, or empty to wait on. */
        Optional<byte[]> poll();
    }

    /** Lets the response of a request wait after its operation has returned. */
    public static void await(ContainerRequestContext request, Duration most, Source source) {
        request.setProperty(WAITING, new LongPoll(source, most));
    }

    static boolean isWaiting(Request request) {
        return request.getMethod() != Method.HEAD && request.getAttribute(WAITING) != null;
    }

    /** Keeps the body of a response that {@link #isWaiting}, to be sent if there is nothing else. */
    static void keep(Request request, byte[] body) {
        request.setAttribute(EMPTY_BODY, body);
    }

    private long leftNanos() {
        return Math.max(0, endNanos - System.nanoTime());
    }

    /** All waiting responses of a server. */
    static final class Waits implements AutoCloseable {
        /** Threads that look for something to return. One look is a short query. */
        private static final int THREADS = 2;

        private static final int SHARE = 4;

        /** After a look that found nothing, so that many waiting responses cost little while much happens that is not for them. */
        private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

        private final ResponseSender sender;
        private final int max;
        private final Map<String, Integer> byCaller = new ConcurrentHashMap<>();
        private final Set<CompletableFuture<?>> pending = ConcurrentHashMap.newKeySet();
        private final AtomicBoolean ending = new AtomicBoolean();
        private final ExecutorService looking = Executors.newFixedThreadPool(THREADS, new DaemonThreads("long-polls"));

        /** @param max maximum number of waiting responses, of one caller a quarter; others are sent at once */
        Waits(ResponseSender sender, int max) {
            this.sender = sender;
            this.max = max;
        }

        int count() {
            return byCaller.values().stream().mapToInt(Integer::intValue).sum();
        }

        /** Suspends the response of a request, if it waits. Nothing may use the request afterwards. @return whether it does */
        boolean begin(Request request, Response response) {
            if (!isWaiting(request) || !(request.getAttribute(WAITING) instanceof LongPoll poll)) {
                return false;
            }
            byte[] empty = (byte[]) request.getAttribute(EMPTY_BODY);
            Wait wait = new Wait(poll, request, response, empty);
            if (!ending.get() && take(wait.caller)) {
                response.suspend(-1, TimeUnit.MILLISECONDS, wait);
                wait.goOn(Duration.ZERO);
            } else {
                response.suspend();
                wait.send(empty);
            }
            return true;
        }

        /** Takes a place, of which one caller has a quarter at most, so that others find some. */
        private synchronized boolean take(String caller) {
            int own = byCaller.getOrDefault(caller, 0);
            boolean free = count() < max && own < Math.max(1, max / SHARE);
            if (free) {
                byCaller.put(caller, own + 1);
            }
            return free;
        }

        private synchronized void giveBack(String caller) {
            byCaller.computeIfPresent(caller, (same, own) -> own == 1 ? null : own - 1);
        }

        /** Sends all waiting responses, since the server stops. */
        void endAll() {
            ending.set(true);
            List.copyOf(pending).forEach(ready -> ready.cancel(false));
        }

        @Override
        public void close() {
            looking.shutdownNow();
        }

        /** A waiting response. Grizzly reports the end of its connection while it holds the monitor of its suspension. */
        private final class Wait extends EmptyCompletionHandler<Response> {
            private final LongPoll poll;
            private final Request request;
            private final Response response;
            private final byte[] empty;
            private final String caller;
            private final AtomicBoolean gone = new AtomicBoolean();
            private final AtomicReference<CompletableFuture<?>> current = new AtomicReference<>();

            Wait(LongPoll poll, Request request, Response response, byte[] empty) {
                this.poll = poll;
                this.request = request;
                this.response = response;
                this.empty = empty;
                this.caller = RequestQueue.caller(request);
            }

            @Override
            public void cancelled() {
                gone.set(true);
                Optional.ofNullable(current.get()).ifPresent(ready -> ready.cancel(false));
            }

            void goOn(Duration pauseAtLeast) {
                CompletableFuture<?> ready = poll.source.ready();
                long begun = System.nanoTime();
                pending.add(ready);
                current.set(ready);
                ready.copy()
                        .completeOnTimeout(null, poll.leftNanos(), TimeUnit.NANOSECONDS)
                        .whenComplete((nothing, failure) -> {
                            pending.remove(ready);
                            ready.cancel(false);
                            long pause = begun + pauseAtLeast.toNanos() - System.nanoTime();
                            CompletableFuture.delayedExecutor(
                                            Math.min(Math.max(0, pause), poll.leftNanos()),
                                            TimeUnit.NANOSECONDS,
                                            looking)
                                    .execute(this::look);
                        });
            }

            private void look() {
                if (gone.get()) {
                    giveBack(caller);
                    return;
                }
                Optional<byte[]> found = found();
                if (found.isEmpty() && poll.leftNanos() > 0 && !ending.get()) {
                    goOn(BETWEEN_LOOKS);
                } else {
                    giveBack(caller);
                    send(found.orElse(empty));
                }
            }

            private Optional<byte[]> found() {
                try {
                    return poll.source.poll();
                } catch (RuntimeException failure) {
                    LOG.debug("A long poll failed to look for something to return", failure);
                    return Optional.empty();
                }
            }

            /** Sends the response unless its connection is gone. Then its parts may serve another one already. */
            private void send(byte[] body) {
                Response.SuspendedContextImpl suspension = (Response.SuspendedContextImpl) response.getSuspendContext();
                synchronized (suspension) {
                    if (gone.get()) {
                        return;
                    }
                    response.setContentLengthLong(body.length);
                    sender.sendSmall(response, body);
                    suspension.markResumed();
                }
                request.getContext().resume();
            }
        }
    }
}
