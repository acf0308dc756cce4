package io.rollcall.server.ops;

import io.rollcall.server.ops.Health.State;
import io.rollcall.server.telemetry.Metrics;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;

/** {@code /health/live}, {@code /health/ready} and {@code /metrics}. */
final class OpsPages extends HttpHandler {
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int UNAVAILABLE = 503;
    private static final String JSON = "application/json";
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private final Health health;
    private final Metrics metrics;

    /** Half of the threads at the most, so that probes always find one. */
    private final Semaphore scrapes = new Semaphore(OpsServer.WORKERS / 2);

    OpsPages(Health health, Metrics metrics) {
        this.health = health;
        this.metrics = metrics;
    }

    @Override
    public void service(Request request, Response response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        if (request.getMethod() != Method.GET && request.getMethod() != Method.HEAD) {
            response.setHeader("Allow", "GET, HEAD");
            answer(response, METHOD_NOT_ALLOWED, TEXT, "Only GET and HEAD are answered here.\n");
            return;
        }
        switch (request.getRequestURI()) {
            case "/health/live" -> answer(response, health.liveness());
            case "/health/ready" -> answer(response, health.readiness());
            case "/metrics" -> scrape(response);
            default ->
                answer(
                        response,
                        NOT_FOUND,
                        TEXT,
                        "There are /health/live, /health/ready and /metrics, nothing else.\n");
        }
    }

    private void scrape(Response response) throws IOException {
        if (!scrapes.tryAcquire()) {
            response.setHeader("Retry-After", "1");
            answer(response, UNAVAILABLE, TEXT, "Others are reading the metrics right now.\n");
            return;
        }
        try {
            answer(response, OK, PROMETHEUS, metrics.scrape());
        } finally {
            scrapes.release();
        }
    }

    private static void answer(Response response, State state) throws IOException {
        answer(response, state.up() ? OK : UNAVAILABLE, JSON, state.json());
    }

    private static void answer(Response response, int status, String type, String body) throws IOException {
        response.setStatus(status);
        response.setContentType(type);
        response.getWriter().write(body);
    }
}
