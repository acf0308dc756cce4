package io.rollcall.reliability.hostile;

import io.rollcall.reliability.hostile.Attack.Wave;
import java.io.IOException;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Event loop for the connections of several attacks on one thread, to leave the processors to the server. */
final class Swarm {
    private static final long TICK_MILLIS = 20;

    private final int port;
    private final Selector selector;
    private final List<Group> groups = new ArrayList<>();
    private final AtomicBoolean going = new AtomicBoolean(true);
    private final Thread thread = new Thread(this::run, "swarm");

    private Swarm(int port, Selector selector) {
        this.port = port;
        this.selector = selector;
    }

    static Swarm start(int port, List<Attack> attacks) throws IOException {
        Swarm swarm = new Swarm(port, Selector.open());
        attacks.forEach(attack -> attack.waves().forEach(wave -> swarm.groups.add(swarm.new Group(attack, wave))));
        swarm.thread.start();
        return swarm;
    }

    /** Ends every connection in its script's way. */
    void stop() throws InterruptedException {
        going.set(false);
        thread.join();
    }

    private void run() {
        try {
            long nextTick = System.nanoTime();
            while (going.get()) {
                selector.select(key -> ((HostileConnection) key.attachment()).ready(), TICK_MILLIS);
                long now = System.nanoTime();
                if (now >= nextTick) {
                    nextTick = now + TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS);
                    groups.forEach(group -> group.tick(now));
                }
            }
            groups.forEach(Group::end);
            selector.close();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Connections of one wave. */
    private final class Group {
        private final Attack attack;
        private final Wave wave;
        private final List<HostileConnection> connections = new ArrayList<>();
        private double mayOpen = 1;
        private long last = System.nanoTime();

        private Group(Attack attack, Wave wave) {
            this.attack = attack;
            this.wave = wave;
        }

        private void tick(long now) {
            connections.forEach(connection -> connection.tick(now));
            connections.removeIf(HostileConnection::isEnded);
            mayOpen = Math.min(wave.opensPerSecond(), mayOpen + (now - last) / 1e9 * wave.opensPerSecond());
            last = now;
            while (mayOpen >= 1 && connections.size() < wave.connections()) {
                mayOpen--;
                try {
                    connections.add(HostileConnection.open(wave.script(), attack, port, selector, now));
                } catch (IOException refused) {
                    attack.counts().failed().incrementAndGet();
                }
            }
        }

        private void end() {
            connections.forEach(HostileConnection::end);
        }
    }
}
