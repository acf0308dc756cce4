package io.rollcall.reliability.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Receiver of webhooks on this machine, which is slow at times, and fails at times. */
final class EventReceiver implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int THREADS = 32;
    private static final int MAX_MILLIS = 20;
    private static final int SLOW_MILLIS = 400;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final List<Arrival> arrivals = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger forged = new AtomicInteger();
    private final AtomicReference<String> secret = new AtomicReference<>("");
    private final AtomicReference<Mood> mood = new AtomicReference<>(Mood.SOMETIMES_FAILING);

    /** How it answers. */
    enum Mood {
        /** Two of 100 messages get 500, one no response, and one a late response. */
        SOMETIMES_FAILING,
        /** Each message gets 503. */
        DOWN,
        /** Each message gets 204. */
        ACCEPTING
    }

    /** Message that arrived. @param data hash of the event's data @param accepted whether the answer is 204 */
    record Arrival(String id, int data, boolean accepted) {}

    private EventReceiver(HttpServer server) {
        this.server = server;
    }

    static EventReceiver start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        EventReceiver receiver = new EventReceiver(server);
        server.setExecutor(receiver.threads);
        server.createContext("/", receiver::handle);
        server.start();
        return receiver;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/webhooks";
    }

    /** Sets the secret by which messages are verified. */
    void verifyWith(String text) {
        secret.set(text);
    }

    void become(Mood other) {
        mood.set(other);
    }

    /** Returns the number of messages that are being handled. */
    int running() {
        return running.get();
    }

    int count() {
        return arrivals.size();
    }

    /** Returns the number of messages with a wrong signature. */
    int forged() {
        return forged.get();
    }

    /** Returns the messages in the order of their arrival. */
    List<Arrival> arrivals() {
        synchronized (arrivals) {
            return List.copyOf(arrivals);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        running.incrementAndGet();
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (!isSigned(exchange, body)) {
                forged.incrementAndGet();
            }
            int status = status();
            JsonNode event = JSON.readTree(body);
            arrivals.add(
                    new Arrival(event.path("id").asText(), event.path("data").hashCode(), status == 204));
            TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(MAX_MILLIS));
            if (status > 0) {
                exchange.sendResponseHeaders(status, -1);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            running.decrementAndGet();
        }
    }

    /** Returns the status to answer with; 0 for none. */
    private int status() throws InterruptedException {
        if (mood.get() != Mood.SOMETIMES_FAILING) {
            return mood.get() == Mood.DOWN ? 503 : 204;
        }
        int chance = ThreadLocalRandom.current().nextInt(100);
        if (chance == 3) {
            TimeUnit.MILLISECONDS.sleep(SLOW_MILLIS);
        }
        return chance < 2 ? 500 : chance == 2 ? 0 : 204;
    }

    private boolean isSigned(HttpExchange exchange, byte[] body) {
        String id = exchange.getRequestHeaders().getFirst("webhook-id");
        String time = exchange.getRequestHeaders().getFirst("webhook-timestamp");
        String signatures = exchange.getRequestHeaders().getFirst("webhook-signature");
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(
                    Base64.getDecoder().decode(secret.get().replaceFirst("whsec_", "")), "HmacSHA256"));
            mac.update((id + "." + time + ".").getBytes(StandardCharsets.UTF_8));
            String expected = "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
            return List.of(String.valueOf(signatures).split(" ")).contains(expected);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
