package io.rollcall.server.http;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.glassfish.grizzly.Connection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Memory that the beginnings of request bodies take until the rest arrives. Once it is used up, the network that has held
 * most of it for longest loses connections, those first that have held most for longest.
 */
final class UnfinishedBodies {
    private static final Logger LOG = LoggerFactory.getLogger(UnfinishedBodies.class);

    /** This share is made free at a time, so that a full memory is not searched for each piece that arrives. */
    private static final int SHARE_FREED = 16;

    private final long maxBytes;
    private final Map<Connection<?>, Body> kept = new ConcurrentHashMap<>();
    private final AtomicLong keptBytes = new AtomicLong();

    UnfinishedBodies(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    private record Body(String network, int bytes, long since) {
        double weight(long now) {
            return (double) bytes * (now - since);
        }
    }

    private record Holder(Connection<?> connection, Body body) {}

    /**
     * Notes how many bytes of a connection's request have arrived so far.
     *
     * @param network of the client; asked once for each request
     * @return false if there is no memory for them
     */
    boolean keep(Connection<?> connection, Supplier<String> network, int bytes) {
        Body before = kept.get(connection);
        Body body = before == null
                ? new Body(network.get(), bytes, System.nanoTime())
                : new Body(before.network(), bytes, before.since());
        Optional.ofNullable(kept.put(connection, body)).ifPresent(replaced -> keptBytes.addAndGet(-replaced.bytes()));
        boolean fits = keptBytes.addAndGet(bytes) <= maxBytes || makeRoomFor(connection);
        if (!connection.isOpen()) {
            // Closed by another thread, which may have looked before this one put it there.
            forget(connection);
        }
        return fits;
    }

    void forget(Connection<?> connection) {
        Optional.ofNullable(kept.remove(connection)).ifPresent(body -> keptBytes.addAndGet(-body.bytes()));
    }

    /** @return false if the connection itself is one of those that have to go */
    private synchronized boolean makeRoomFor(Connection<?> newcomer) {
        boolean stays = true;
        while (stays && keptBytes.get() > maxBytes && !kept.isEmpty()) {
            for (Holder holder : heaviest()) {
                if (keptBytes.get() <= maxBytes - maxBytes / SHARE_FREED) {
                    break;
                }
                forget(holder.connection());
                if (holder.connection().equals(newcomer)) {
                    stays = false;
                } else {
                    LOG.debug(
                            "Closed a connection that held {} bytes of an unfinished body",
                            holder.body().bytes());
                    holder.connection().terminateSilently();
                }
            }
        }
        return stays;
    }

    /** The connections of the network that has held most for longest, the heaviest first. */
    private List<Holder> heaviest() {
        long now = System.nanoTime();
        Map<String, Double> weights = new HashMap<>();
        kept.values().forEach(body -> weights.merge(body.network(), body.weight(now), Double::sum));
        String network = weights.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse("");
        return kept.entrySet().stream()
                .filter(entry -> entry.getValue().network().equals(network))
                .map(entry -> new Holder(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingDouble(
                                (Holder holder) -> holder.body().weight(now))
                        .reversed())
                .toList();
    }

    /** Bytes that are kept now. */
    long bytes() {
        return keptBytes.get();
    }
}
