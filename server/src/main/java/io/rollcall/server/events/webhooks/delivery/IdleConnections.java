package io.rollcall.server.events.webhooks.delivery;

import java.time.Duration;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Connections that are kept for the next event, for a short time, by the host and port of their URLs. */
final class IdleConnections {
    private static final Duration MAX_IDLE = Duration.ofSeconds(3);

    /** After it, the host is looked up and checked again. */
    private static final Duration MAX_AGE = Duration.ofSeconds(60);

    private final ConcurrentMap<String, Deque<Kept>> kept = new ConcurrentHashMap<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    private record Kept(HttpConnection connection, long since) {
        boolean isOld() {
            return System.nanoTime() - since > MAX_IDLE.toNanos() || connection.isOlderThan(MAX_AGE);
        }
    }

    /** Returns the connection that was used last; empty if there is none. */
    Optional<HttpConnection> take(String key) {
        Deque<Kept> connections = kept.getOrDefault(key, new ConcurrentLinkedDeque<>());
        for (Kept last = connections.pollFirst(); last != null; last = connections.pollFirst()) {
            if (!last.isOld()) {
                return Optional.of(last.connection);
            }
            last.connection.close();
        }
        return Optional.empty();
    }

    void keep(String key, HttpConnection connection) {
        kept.computeIfAbsent(key, none -> new ConcurrentLinkedDeque<>())
                .addFirst(new Kept(connection, System.nanoTime()));
        if (closed.get()) {
            close();
        }
    }

    void closeOld() {
        kept.values().forEach(connections -> {
            for (Kept oldest = connections.peekLast();
                    oldest != null && oldest.isOld() && connections.remove(oldest);
                    oldest = connections.peekLast()) {
                oldest.connection.close();
            }
        });
    }

    void close() {
        closed.set(true);
        kept.values().forEach(connections -> {
            for (Kept one = connections.pollFirst(); one != null; one = connections.pollFirst()) {
                one.connection.close();
            }
        });
    }
}
