package io.rollcall.server.http.connections;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.glassfish.grizzly.nio.NIOConnection;
import org.glassfish.grizzly.nio.SelectorHandler;
import org.glassfish.grizzly.nio.SelectorRunner;

/** Asks each thread that reads and writes sockets for a sign of life, and remembers since when one has given none. */
final class SelectorHeartbeat {
    private static final Duration DEAD_AFTER = Duration.ofSeconds(30);

    private final OpenConnections open;
    private final Map<SelectorRunner, Beat> beats = new ConcurrentHashMap<>();

    SelectorHeartbeat(OpenConnections open) {
        this.open = open;
    }

    private record Beat(AtomicBoolean answered, AtomicLong askedAt) {
        boolean isLate(long now) {
            return !answered.get() && now - askedAt.get() > DEAD_AFTER.toNanos();
        }
    }

    /** Called every few seconds. */
    void ask() {
        open.listening().ifPresent(this::ask);
        open.all().forEach(client -> ask(client.connection()));
    }

    private void ask(NIOConnection connection) {
        SelectorRunner runner = connection.getSelectorRunner();
        if (runner == null) {
            return;
        }
        Beat beat = beats.computeIfAbsent(runner, none -> new Beat(new AtomicBoolean(true), new AtomicLong()));
        long now = System.nanoTime();
        if (beat.answered().get()
                && now - beat.askedAt().get() > Duration.ofSeconds(1).toNanos()) {
            beat.askedAt().set(now);
            beat.answered().set(false);
            SelectorHandler handler = connection.getTransport() instanceof org.glassfish.grizzly.nio.NIOTransport nio
                    ? nio.getSelectorHandler()
                    : SelectorHandler.DEFAULT_SELECTOR_HANDLER;
            handler.enque(
                    runner,
                    () -> {
                        beat.answered().set(true);
                        return true;
                    },
                    null);
        }
    }

    boolean isLate() {
        long now = System.nanoTime();
        return beats.values().stream().anyMatch(beat -> beat.isLate(now));
    }
}
