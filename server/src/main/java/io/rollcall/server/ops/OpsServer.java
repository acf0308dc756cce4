package io.rollcall.server.ops;

import io.rollcall.server.http.overload.ConnectionConfig;
import io.rollcall.server.http.overload.ConnectionGuard;
import io.rollcall.server.http.overload.HeldRequests;
import io.rollcall.server.kernel.StartupProblem;
import io.rollcall.server.telemetry.Metrics;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.strategies.WorkerThreadIOStrategy;
import org.glassfish.grizzly.threadpool.ThreadPoolConfig;

/** Answers probes and Prometheus on a port of its own, so that no identity provider's traffic keeps them waiting. */
public final class OpsServer implements AutoCloseable {
    static final int WORKERS = 4;

    /** Some probes and a few Prometheus; an idle or stalled connection makes room for a new one. */
    private static final ConnectionConfig LIMITS =
            new ConnectionConfig(64, Integer.MAX_VALUE, 16 << 20, 262_144, Duration.ofSeconds(5), 1_024);

    private static final int IDLE_SECONDS = 30;

    private final HttpServer grizzly;
    private final NetworkListener listener;
    private final ConnectionGuard guard;

    private OpsServer(HttpServer grizzly, NetworkListener listener, ConnectionGuard guard) {
        this.grizzly = grizzly;
        this.listener = listener;
        this.guard = guard;
    }

    /** @throws StartupProblem where the port cannot be had */
    public static OpsServer start(String address, int port, Health health, Metrics metrics) {
        NetworkListener listener = new NetworkListener("ops", address, port);
        listener.getTransport()
                .setWorkerThreadPoolConfig(ThreadPoolConfig.defaultConfig()
                        .setPoolName("ops")
                        .setCorePoolSize(WORKERS)
                        .setMaxPoolSize(WORKERS));
        ConnectionGuard guard = new ConnectionGuard(
                "ops",
                listener,
                LIMITS,
                anybody -> false,
                () -> true,
                HeldRequests.uncounted(),
                WorkerThreadIOStrategy.getInstance(),
                metrics.registry());
        // From the end of a request, or of the handshake, to the end of the next one's headers.
        listener.getKeepAlive().setIdleTimeoutInSeconds(IDLE_SECONDS);
        HttpServer grizzly = new HttpServer();
        grizzly.addListener(listener);
        grizzly.getServerConfiguration().addHttpHandler(new OpsPages(health, metrics), "/");
        try {
            grizzly.start();
        } catch (IOException failure) {
            guard.close();
            throw new StartupProblem("The port " + port + " for probes and metrics cannot be had on " + address + " ("
                    + failure.getMessage() + "). Choose another with ROLLCALL_OPS_PORT.");
        }
        return new OpsServer(grizzly, listener, guard);
    }

    /** The port that is listened on, also where the configuration said any free one. */
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
