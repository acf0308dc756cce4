package io.rollcall.reliability.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Reader of the feed, which follows {@code next} and continues at another server after a failure. */
final class EventFeed {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final long PAUSE_AFTER_FAILURE_MILLIS = 100;
    private static final int WAIT_SECONDS = 5;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final List<Integer> ports;
    private final String key;
    private final List<FeedEvent> events = Collections.synchronizedList(new ArrayList<>());
    private final AtomicBoolean going = new AtomicBoolean(true);
    private final Thread thread = new Thread(this::follow, "follower");
    private String cursor = "";
    private int server;

    private EventFeed(List<Integer> ports, String key) {
        this.ports = List.copyOf(ports);
        this.key = key;
    }

    /**
     * Event of the feed.
     *
     * @param subject kind of its subject, such as {@code user}
     * @param mark the user's display name
     * @param data hash of its data
     * @param read when it was read, by {@link System#nanoTime}
     */
    record FeedEvent(
            String id,
            String type,
            String subject,
            String subjectId,
            int version,
            String mark,
            boolean active,
            String role,
            int data,
            long read) {
        static FeedEvent of(JsonNode json, long read) {
            JsonNode data = json.path("data");
            return new FeedEvent(
                    json.path("id").asText(),
                    json.path("type").asText(),
                    json.at("/subject/type").asText(),
                    json.at("/subject/id").asText(),
                    json.path("version").asInt(),
                    data.path("displayName").asText(),
                    data.path("active").asBoolean(),
                    data.at("/role/value").asText(),
                    data.hashCode(),
                    read);
        }

        /** Returns whether it is of a change of a user, and so has a version of its own. */
        boolean isOfChange() {
            return subject.equals("user") && !type.equals("user.offboarding_overdue") && !type.equals("user.erased");
        }
    }

    /** Starts to follow the feed from its oldest event. */
    static EventFeed follow(List<Integer> ports, String key) {
        EventFeed feed = new EventFeed(ports, key);
        feed.thread.start();
        return feed;
    }

    /** Returns all events from the oldest on. */
    static List<FeedEvent> readAll(int port, String key) throws IOException, InterruptedException {
        EventFeed feed = new EventFeed(List.of(port), key);
        List<FeedEvent> all = new ArrayList<>();
        boolean more = true;
        while (more) {
            JsonNode page = feed.page(0);
            feed.take(page, all);
            more = page.path("more").asBoolean();
        }
        return all;
    }

    private void follow() {
        List<FeedEvent> page = new ArrayList<>();
        while (going.get()) {
            try {
                take(page(WAIT_SECONDS), page);
                events.addAll(page);
                page.clear();
            } catch (IOException failure) {
                server = (server + 1) % ports.size();
                sleep();
            } catch (InterruptedException interrupted) {
                return;
            }
        }
    }

    private static void sleep() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_AFTER_FAILURE_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(JsonNode page, List<FeedEvent> into) {
        long now = System.nanoTime();
        page.path("events").forEach(event -> into.add(FeedEvent.of(event, now)));
        cursor = page.path("next").asText();
    }

    private JsonNode page(int wait) throws IOException, InterruptedException {
        String query = "?limit=1000" + (wait > 0 ? "&wait=" + wait : "") + (cursor.isEmpty() ? "" : "&after=" + cursor);
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + ports.get(server) + "/api/admin/v1/events" + query))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + key)
                .build();
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException("the feed answers " + response.statusCode() + ": " + response.body());
        }
        return JSON.readTree(response.body());
    }

    int count() {
        return events.size();
    }

    /** Stops after the current page and returns the events in the order in which they were read. */
    List<FeedEvent> stop() throws InterruptedException {
        going.set(false);
        thread.join();
        return List.copyOf(events);
    }
}
