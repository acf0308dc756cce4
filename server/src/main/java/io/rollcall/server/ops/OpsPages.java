package io.rollcall.server.ops;

import io.rollcall.server.http.PageServer.Page;
import io.rollcall.server.http.PageServer.Pages;
import io.rollcall.server.ops.Health.State;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Handler of {@code /health/live}, {@code /health/ready} and {@code /metrics}. */
final class OpsPages implements Pages {
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int UNAVAILABLE = 503;
    private static final String JSON = "application/json";
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
    private static final Set<String> METHODS = Set.of("GET", "HEAD");

    private final Health health;
    private final Supplier<String> metrics;

    OpsPages(Health health, Supplier<String> metrics) {
        this.health = health;
        this.metrics = metrics;
    }

    @Override
    public Page answer(String method, String path) {
        if (!METHODS.contains(method)) {
            return page(METHOD_NOT_ALLOWED, TEXT, "Only GET and HEAD are supported.\n", Map.of("Allow", "GET, HEAD"));
        }
        return switch (path) {
            case "/health/live" -> page(health.liveness());
            case "/health/ready" -> page(health.readiness());
            case "/metrics" -> page(OK, PROMETHEUS, metrics.get(), Map.of());
            default ->
                page(NOT_FOUND, TEXT, "Not found. Available: /health/live, /health/ready and /metrics.\n", Map.of());
        };
    }

    private static Page page(State state) {
        return page(state.up() ? OK : UNAVAILABLE, JSON, state.json(), Map.of());
    }

    private static Page page(int status, String type, String body, Map<String, String> more) {
        Map<String, String> headers = new HashMap<>(more);
        headers.put("Cache-Control", "no-store");
        return new Page(status, type, body, headers);
    }
}
