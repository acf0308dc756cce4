package io.rollcall.server.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.rollcall.server.http.overload.ConnectionConfig;
import io.rollcall.server.http.overload.ConnectionGuard;
import io.rollcall.server.http.overload.HeldRequests;
import io.rollcall.server.http.overload.KnownNetworks;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.grizzly.strategies.WorkerThreadIOStrategy;
import org.glassfish.grizzly.threadpool.ThreadPoolConfig;

/** HTTP server of a few short pages, such as probes, on a port and threads of its own. */
public final class PageServer implements AutoCloseable {
    /** Enough for some probes and a few scrapers. Idle or stalled connections make room for new ones. */
    private static final ConnectionConfig LIMITS =
            new ConnectionConfig(64, Integer.MAX_VALUE, 16 << 20, 262_144, Duration.ofSeconds(5), 1_024);

    private static final int IDLE_SECONDS = 30;

    private final HttpServer grizzly;
    private final NetworkListener listener;
    private final ConnectionGuard guard;

    private PageServer(HttpServer grizzly, NetworkListener listener, ConnectionGuard guard) {
        this.grizzly = grizzly;
        this.listener = listener;
        this.guard = guard;
    }

    /** A response. */
    public record Page(int status, String contentType, String body, Map<String, String> headers) {
        public Page {
            headers = Map.copyOf(headers);
        }
    }

    /** The pages of a server. */
    @FunctionalInterface
    public interface Pages {
        Page answer(String method, String path);
    }

    /**
     * Starts to listen.
     *
     * @param name of the server's threads and meters
     * @param workers maximum number of concurrent requests
     * @throws IOException if the port is not available
     */
    public static PageServer start(
            String name, String address, int port, int workers, Pages pages, MeterRegistry meters) throws IOException {
        NetworkListener listener = new NetworkListener(name, address, port);
        listener.getTransport()
                .setWorkerThreadPoolConfig(ThreadPoolConfig.defaultConfig()
                        .setPoolName(name)
                        .setCorePoolSize(workers)
                        .setMaxPoolSize(workers));
        ConnectionGuard guard = new ConnectionGuard(
                name,
                listener,
                LIMITS,
                anybody -> false,
                new KnownNetworks(),
                () -> true,
                HeldRequests.uncounted(),
                WorkerThreadIOStrategy.getInstance(),
                meters);
        // Lasts from the end of a request, or from connecting, to the end of the next request's headers.
        listener.getKeepAlive().setIdleTimeoutInSeconds(IDLE_SECONDS);
        HttpServer grizzly = new HttpServer();
        grizzly.addListener(listener);
        grizzly.getServerConfiguration().addHttpHandler(new Handler(pages), "/");
        try {
            grizzly.start();
        } catch (IOException failure) {
            guard.close();
            throw failure;
        }
        return new PageServer(grizzly, listener, guard);
    }

    private static final class Handler extends HttpHandler {
        private final Pages pages;

        Handler(Pages pages) {
            this.pages = pages;
        }

        @Override
        public void service(Request request, Response response) throws IOException {
            Page page = pages.answer(request.getMethod().getMethodString(), request.getRequestURI());
            response.setStatus(page.status());
            page.headers().forEach(response::setHeader);
            response.setContentType(page.contentType());
            response.getWriter().write(page.body());
        }
    }

    /** Returns the port, also if the configuration asked for any free one. */
    public int port() {
        return listener.getPort();
    }

    @Override
    public void close() {
        try {
            grizzly.shutdown(1, TimeUnit.SECONDS).get(2, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException slow) {
            grizzly.shutdownNow();
        } finally {
            guard.close();
        }
    }
}
