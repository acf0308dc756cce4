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

    private final Duration maxIdle;

    IdleConnections() {
        this(MAX_IDLE);
    }

    IdleConnections(Duration maxIdle) {
        this.maxIdle = maxIdle;
    }

    private record Kept(HttpConnection connection, long since) {}

    private boolean isOld(Kept one) {
        return System.nanoTime() - one.since > maxIdle.toNanos() || one.connection.isOlderThan(MAX_AGE);
    }

    /** Returns the number of hosts and ports that may have connections. */
    int hosts() {
        return kept.size();
    }

    /** Returns the connection that was used last; empty if there is none. */
    Optional<HttpConnection> take(String key) {
        Deque<Kept> connections = kept.getOrDefault(key, new ConcurrentLinkedDeque<>());
        for (Kept last = connections.pollFirst(); last != null; last = connections.pollFirst()) {
            if (!isOld(last)) {
                return Optional.of(last.connection);
            }
            last.connection.close();
        }
        return Optional.empty();
    }

    void keep(String key, HttpConnection connection) {
        kept.compute(key, (same, others) -> {
            Deque<Kept> connections = others == null ? new ConcurrentLinkedDeque<>() : others;
            connections.addFirst(new Kept(connection, System.nanoTime()));
            return connections;
        });
        if (closed.get()) {
            close();
        }
    }

    /** Closes old connections, and forgets hosts without any: webhooks come and go. */
    void closeOld() {
        for (String key : kept.keySet()) {
            kept.computeIfPresent(key, (same, connections) -> {
                closeOld(connections);
                return connections.isEmpty() ? null : connections;
            });
        }
    }

    private void closeOld(Deque<Kept> connections) {
        for (Kept oldest = connections.peekLast();
                oldest != null && isOld(oldest) && connections.remove(oldest);
                oldest = connections.peekLast()) {
            oldest.connection.close();
        }
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
