package io.rollcall.benchmarks;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Receiver of webhooks that accepts each message at once, and checks the order of each user's versions. */
final class EventReceiver implements AutoCloseable {
    private static final byte[] ACCEPTED = "HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final String SUBJECT = "\"subject\":\"";
    private static final String VERSION = "\"version\":";
    private static final String LENGTH = "content-length:";
    private static final int LINE_FEED = '\n';

    private final ServerSocket listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    private final Map<String, Integer> versions = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicInteger disordered = new AtomicInteger();
    private final AtomicLong first = new AtomicLong();
    private final AtomicLong last = new AtomicLong();

    EventReceiver() throws IOException {
        start(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + listener.getLocalPort() + "/";
    }

    /** Returns the number of messages so far. */
    int count() {
        return count.get();
    }

    /** Returns the number of messages with a version of a user that is not higher than an earlier one. */
    int disordered() {
        return disordered.get();
    }

    /** Returns the messages a second, from the first one to the last. */
    double throughput() {
        return (count.get() - 1) / ((last.get() - first.get()) / 1e9);
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "receiver");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = listener.accept();
                connection.setTcpNoDelay(true);
                start(() -> serve(connection));
            }
        } catch (IOException closed) {
            // the measurement is over
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream(), 1 << 14);
            for (int length = head(in); length >= 0; length = head(in)) {
                take(new String(in.readNBytes(length), StandardCharsets.UTF_8));
                connection.getOutputStream().write(ACCEPTED);
            }
        } catch (IOException closed) {
            // by the server
        }
    }

    /** Reads the head of a request. @return the length of its body; -1 at the end of the connection */
    private static int head(InputStream in) throws IOException {
        int length = -1;
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next != LINE_FEED) {
                line.append((char) next);
                continue;
            }
            String text = line.toString().strip();
            line.setLength(0);
            if (text.isEmpty()) {
                return length;
            }
            if (text.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
                length = Integer.parseInt(text.substring(LENGTH.length()).strip());
            }
        }
        return -1;
    }

    private void take(String message) {
        long now = System.nanoTime();
        first.compareAndSet(0, now);
        last.accumulateAndGet(now, Math::max);
        int subject = message.indexOf(SUBJECT) + SUBJECT.length();
        int version = message.indexOf(VERSION) + VERSION.length();
        int number = Integer.parseInt(message.substring(version, message.indexOf(',', version)));
        versions.merge(message.substring(subject, message.indexOf('"', subject)), number, (before, after) -> {
            if (after <= before) {
                disordered.incrementAndGet();
            }
            return after;
        });
        count.incrementAndGet();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
