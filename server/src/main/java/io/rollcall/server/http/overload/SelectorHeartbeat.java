package io.rollcall.server.http.overload;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.glassfish.grizzly.nio.NIOConnection;
import org.glassfish.grizzly.nio.NIOTransport;
import org.glassfish.grizzly.nio.SelectorHandler;
import org.glassfish.grizzly.nio.SelectorRunner;

/** Heartbeat of the threads that read and write sockets. */
final class SelectorHeartbeat {
    private static final Duration DEAD_AFTER = Duration.ofSeconds(30);

    private final OpenConnections open;
    private final Map<SelectorRunner, Beat> beats = new ConcurrentHashMap<>();

    private final Duration deadAfter;

    SelectorHeartbeat(OpenConnections open) {
        this(open, DEAD_AFTER);
    }

    SelectorHeartbeat(OpenConnections open, Duration deadAfter) {
        this.open = open;
        this.deadAfter = deadAfter;
    }

    private record Beat(AtomicBoolean answered, AtomicLong askedAt) {
        boolean isLate(long nanos) {
            return !answered.get() && System.nanoTime() - askedAt.get() > nanos;
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
        if (beat.answered().get()) {
            beat.askedAt().set(System.nanoTime());
            beat.answered().set(false);
            SelectorHandler handler = connection.getTransport() instanceof NIOTransport nio
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
        return beats.values().stream().anyMatch(beat -> beat.isLate(deadAfter.toNanos()));
    }
}
