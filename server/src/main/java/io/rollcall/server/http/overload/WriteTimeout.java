package io.rollcall.server.http.overload;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Timeout of connections whose clients read too slowly. While all unsent output is above its limit, more of them are
 * closed.
 */
final class WriteTimeout {
    private final ConnectionConfig config;
    private final OpenConnections open;
    private final OutputBudget budget;
    private final Runnable onClose;

    /** @param onClose called for each connection that is closed */
    WriteTimeout(ConnectionConfig config, OpenConnections open, OutputBudget budget, Runnable onClose) {
        this.config = config;
        this.open = open;
        this.budget = budget;
        this.onClose = onClose;
    }

    /** Called several times a second. */
    void look() {
        if (budget.pending() == 0) {
            return;
        }
        long now = System.nanoTime();
        open.all().stream().filter(client -> isTooSlow(client, now)).toList().forEach(this::close);
        if (budget.excess() > 0) {
            makeRoom(0);
        }
    }

    private boolean isTooSlow(ClientConnection client, long now) {
        return client.stalledNanos(now) > config.writeTimeout().toNanos() || isBelowRate(client, now);
    }

    /** Applies after twice the timeout, because the operating system takes output in pieces of its own. */
    private boolean isBelowRate(ClientConnection client, long now) {
        long waited = client.waitingNanos(now);
        double expected = waited / (double) TimeUnit.SECONDS.toNanos(1) * config.minWriteBytesPerSecond();
        return waited > 2 * config.writeTimeout().toNanos() && client.taken() < expected;
    }

    /**
     * Closes stalled connections, the one with the most unsent output first, until there is room.
     *
     * @return whether there is
     */
    boolean makeRoom(long bytes) {
        if (budget.hasRoomFor(bytes)) {
            return true;
        }
        long now = System.nanoTime();
        List<Stalled> stalled = open.all().stream()
                .filter(client -> client.isStalled(now))
                .map(client -> new Stalled(client, client.pending()))
                .sorted(Comparator.comparingLong(Stalled::pending).reversed())
                .toList();
        for (Stalled one : stalled) {
            if (budget.hasRoomFor(bytes)) {
                return true;
            }
            close(one.client());
        }
        return budget.hasRoomFor(bytes);
    }

    /** Stalled connection with a copy of its pending output, which changes while connections are sorted. */
    private record Stalled(ClientConnection client, long pending) {}

    private void close(ClientConnection client) {
        onClose.run();
        client.abort();
    }
}
