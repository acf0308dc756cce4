package io.rollcall.server.ops;

import io.rollcall.server.http.PageServer;
import io.rollcall.server.kernel.StartupProblem;
import io.rollcall.server.telemetry.Metrics;
import java.io.IOException;
import java.time.Duration;

/** Server of probes and metrics on a separate port, so that SCIM traffic does not delay them. */
public final class OpsServer implements AutoCloseable {
    private static final int WORKERS = 4;

    /** Prometheus scrapes every few seconds; more frequent requests get the same text again. */
    private static final Duration SCRAPE_TTL = Duration.ofSeconds(1);

    private final PageServer server;

    private OpsServer(PageServer server) {
        this.server = server;
    }

    /** @throws StartupProblem if the port is not available */
    public static OpsServer start(String address, int port, Health health, Metrics metrics) {
        OpsPages pages = new OpsPages(health, new SharedAnswer<>(metrics::scrape, SCRAPE_TTL, System::nanoTime)::get);
        try {
            return new OpsServer(PageServer.start("ops", address, port, WORKERS, pages, metrics.registry()));
        } catch (IOException failure) {
            throw new StartupProblem("Port " + port + " for probes and metrics isn't available on " + address + " ("
                    + failure.getMessage() + "). Choose another with ROLLCALL_OPS_PORT.");
        }
    }

    /** Returns the bound port, which differs from the configured one if that is 0. */
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.close();
    }
}
