package io.rollcall.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.benchmarks.HttpConnection.Request;
import io.rollcall.benchmarks.HttpConnection.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Time from the response to a write until a waiting reader of the feed has its event. */
record EventDelay(int port, String token, String key) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String EVENTS = "/api/admin/v1/events?limit=1000&after=";
    private static final int CREATED = 201;
    private static final double NANOS = 1e9;

    /** Measures with that many connections that create users, each as soon as the last one was created. */
    String measure(int writers, double seconds) throws IOException, InterruptedException {
        String begin = newest();
        Map<String, Long> written = new ConcurrentHashMap<>();
        Map<String, Long> seen = new ConcurrentHashMap<>();
        ExecutorService threads = Executors.newFixedThreadPool(writers + 1);
        try {
            Future<?> reader = threads.submit(() -> follow(begin, seen));
            long end = System.nanoTime() + (long) (seconds * NANOS);
            List<Future<?>> running = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                String name = "delay" + Long.toString(System.nanoTime(), 36) + writer;
                running.add(threads.submit(() -> write(name, end, written)));
            }
            for (Future<?> one : running) {
                one.get();
            }
            while (!seen.keySet().containsAll(written.keySet()) && !reader.isDone()) {
                Thread.sleep(10);
            }
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure);
        } finally {
            threads.shutdownNow();
        }
        double[] millis = written.keySet().stream()
                .mapToDouble(user -> Math.max(0, seen.get(user) - written.get(user)) / 1e6)
                .sorted()
                .toArray();
        return "commit to readable, %,d writes a second of %d connections: p50 %.0f ms, p99 %.0f ms, maximum %.0f ms"
                .formatted(
                        (int) (millis.length / seconds),
                        writers,
                        millis[millis.length / 2],
                        millis[millis.length * 99 / 100],
                        millis[millis.length - 1]);
    }

    private String newest() throws IOException {
        try (HttpConnection connection = new HttpConnection(port)) {
            return page(connection, "now").path("next").asText();
        }
    }

    private void write(String name, long end, Map<String, Long> written) {
        try (HttpConnection connection = new HttpConnection(port)) {
            for (int number = 0; System.nanoTime() < end; number++) {
                String body = Users.body(name + "-" + number + "@example.com", "new");
                Response answer = connection.send(Request.of("POST", "/API/enterprise/scim/Users", token, body));
                long now = System.nanoTime();
                if (answer.status() != CREATED) {
                    throw new IllegalStateException(answer.text());
                }
                written.put(JSON.readTree(answer.body()).path("id").asText(), now);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Follows the feed until it is interrupted at the end of a request. */
    private void follow(String begin, Map<String, Long> seen) {
        String after = begin;
        try (HttpConnection connection = new HttpConnection(port)) {
            while (!Thread.currentThread().isInterrupted()) {
                JsonNode page = page(connection, after + "&wait=1");
                long now = System.nanoTime();
                page.path("events")
                        .forEach(event -> seen.put(event.at("/subject/id").asText(), now));
                after = page.path("next").asText();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private JsonNode page(HttpConnection connection, String after) throws IOException {
        Response answer = connection.send(Request.json(EVENTS + after, key));
        JsonNode page = JSON.readTree(answer.body());
        if (!page.has("next")) {
            throw new IllegalStateException(answer.text());
        }
        return page;
    }
}
