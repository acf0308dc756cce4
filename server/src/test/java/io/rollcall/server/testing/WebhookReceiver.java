package io.rollcall.server.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Receiver of webhooks on this machine, which answers as a test wants, byte by byte. */
public final class WebhookReceiver implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final ServerSocket listener;
    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private final Map<Socket, Boolean> open = new ConcurrentHashMap<>();
    private final AtomicReference<Reply> answer = new AtomicReference<>(status(200));
    private final AtomicInteger connections = new AtomicInteger();

    /** Message that arrived, as it was sent. @param headers by lower-case names */
    public record Message(String path, Map<String, List<String>> headers, String body) {
        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException malformed) {
                throw new AssertionError(body, malformed);
            }
        }

        public String id() {
            return headers.get("webhook-id").get(0);
        }

        public String type() {
            return json().path("type").asText();
        }

        /** Returns the id of the user that the event is about. */
        public String user() {
            return json().at("/data/id").asText();
        }

        public int version() {
            return json().path("version").asInt();
        }
    }

    /** Reply to a message, sent on its connection. */
    public interface Reply {
        void send(Message message, Socket connection) throws IOException;
    }

    public WebhookReceiver() {
        try {
            listener = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        run(this::accept);
    }

    /** Returns a reply with a status and headers, and a short body. */
    public static Reply status(int status, String... headers) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " X\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return text(head + "Content-Length: 2\r\n\r\nok");
    }

    /** Returns a reply of that text, as it is. */
    public static Reply text(String response) {
        return (message, connection) -> connection.getOutputStream().write(response.getBytes(StandardCharsets.UTF_8));
    }

    public WebhookReceiver answering(Reply other) {
        answer.set(other);
        return this;
    }

    public String url() {
        return "http://127.0.0.1:" + port() + "/hook?key=1";
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Returns the messages that arrived, in their order. */
    public List<Message> messages() {
        return List.copyOf(messages);
    }

    /** Returns the number of connections so far. */
    public int connections() {
        return connections.get();
    }

    /** Waits until so many messages arrived. */
    public List<Message> await(int count) {
        return Eventually.get(this::messages, found -> found.size() >= count);
    }

    private static void run(Runnable work) {
        Thread thread = new Thread(work, "receiver");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = listener.accept();
                connections.incrementAndGet();
                open.put(connection, true);
                run(() -> serve(connection));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            for (Message message = read(in); message != null && !connection.isClosed(); message = read(in)) {
                messages.add(message);
                answer.get().send(message, connection);
            }
        } catch (IOException closed) {
            // by the sender, or by the test
        } finally {
            open.remove(connection);
        }
    }

    private static Message read(InputStream in) throws IOException {
        String start = line(in);
        if (start.isEmpty()) {
            return null;
        }
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (String next = line(in); !next.isEmpty(); next = line(in)) {
            String[] parts = next.split(": ", 2);
            headers.put(parts[0].toLowerCase(Locale.ROOT), List.of(parts[1]));
        }
        int length = Integer.parseInt(headers.get("content-length").get(0));
        return new Message(start.split(" ")[1], headers, new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.write(next);
        }
        return line.toString(StandardCharsets.US_ASCII).strip();
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket connection : open.keySet()) {
                connection.close();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
