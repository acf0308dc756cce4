package io.rollcall.server.rehearsal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** HTTP proxy before a SCIM server that breaks some of its behaviour. */
final class AlteringProxy implements AutoCloseable {
    private static final String PATH = "/scim";

    private final HttpServer server;

    private AlteringProxy(HttpServer server) {
        this.server = server;
    }

    /** Request on its way to the server. */
    record Passing(String method, String path, String body, ScimClient client) {
        Response forward() {
            return client.send(method, path, body);
        }
    }

    /** Response in place of the server's. */
    record Altered(int status, String body) {
        static Altered of(Response response) {
            return new Altered(response.status(), response.body());
        }
    }

    /** Alteration of a server's behaviour. */
    @FunctionalInterface
    interface Alteration {
        /** Returns the response in place of the server's; empty to forward the request. */
        Optional<Altered> alter(Passing request);
    }

    static AlteringProxy before(String baseUrl, Alteration alteration) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(PATH, exchange -> answer(exchange, baseUrl, alteration));
        server.start();
        return new AlteringProxy(server);
    }

    private static void answer(HttpExchange exchange, String baseUrl, Alteration alteration) throws IOException {
        String path = exchange.getRequestURI().toString().substring(PATH.length());
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        ScimClient client = new ScimClient(baseUrl, "")
                .with("Authorization", exchange.getRequestHeaders().getFirst("Authorization"));
        Passing request = new Passing(exchange.getRequestMethod(), path, body, client);
        Altered answer = alteration.alter(request).orElseGet(() -> Altered.of(request.forward()));
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/scim+json");
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + PATH;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
