package io.rollcall.server.scim.oauth;

import com.nimbusds.jose.jwk.JWKSet;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Server of a JWK set on this machine, which answers as a test wants. */
final class KeyServer implements AutoCloseable {
    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicReference<HttpHandler> answer = new AtomicReference<>();
    private final AtomicInteger requests = new AtomicInteger();

    KeyServer() {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        http.setExecutor(threads);
        http.createContext("/", exchange -> {
            requests.incrementAndGet();
            answer.get().handle(exchange);
        });
        http.start();
    }

    KeyServer publishing(JWKSet keys) {
        return answering(text(keys.toString()));
    }

    KeyServer answering(HttpHandler handler) {
        answer.set(handler);
        return this;
    }

    static HttpHandler text(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return exchange -> {
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        };
    }

    static HttpHandler failure() {
        return exchange -> {
            exchange.sendResponseHeaders(500, -1);
            exchange.close();
        };
    }

    static HttpHandler redirect(String target) {
        return exchange -> {
            exchange.getResponseHeaders().add("Location", target);
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        };
    }

    String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort() + "/keys";
    }

    int requests() {
        return requests.get();
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
