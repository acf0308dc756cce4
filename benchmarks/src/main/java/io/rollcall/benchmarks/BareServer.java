package io.rollcall.benchmarks;

import jakarta.ws.rs.core.UriBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;

/** Jersey on Grizzly with default settings and a constant response, as an upper bound of what a server on it can do. */
final class BareServer implements AutoCloseable {
    private final HttpServer server;

    private BareServer(HttpServer server) {
        this.server = server;
    }

    static BareServer start(byte[] answer) {
        ResourceConfig config = new ResourceConfig().registerInstances(new BareAnswer(answer));
        HttpServer server = GrizzlyHttpServerFactory.createHttpServer(
                UriBuilder.fromUri("http://127.0.0.1/").port(0).build(), config, false);
        // By default, a connection is closed after 256 requests.
        server.getListeners().forEach(listener -> listener.getKeepAlive().setMaxRequestsCount(-1));
        try {
            server.start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return new BareServer(server);
    }

    int port() {
        return server.getListeners().iterator().next().getPort();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
