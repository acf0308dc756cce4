package io.rollcall.server.http.wire;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.glassfish.grizzly.Connection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Budget of heap bytes for incomplete requests, heads and bodies alike. Once it is used up, connections are closed: those of
 * the network that has held the most for the longest time, the heaviest first.
 *
 * @param <C> the connections
 */
final class UnfinishedRequests<C> {
    private static final Logger LOG = LoggerFactory.getLogger(UnfinishedRequests.class);

    /** Share that is freed at a time, so that a full budget is not searched for each piece. */
    private static final int SHARE_FREED = 16;

    private final long maxBytes;
    private final Predicate<C> isOpen;
    private final Consumer<C> closing;
    private final LongSupplier nanoTime;
    private final Map<C, Share> kept = new ConcurrentHashMap<>();
    private final AtomicLong keptBytes = new AtomicLong();

    UnfinishedRequests(long maxBytes, Predicate<C> isOpen, Consumer<C> closing, LongSupplier nanoTime) {
        this.maxBytes = maxBytes;
        this.isOpen = isOpen;
        this.closing = closing;
        this.nanoTime = nanoTime;
    }

    static UnfinishedRequests<Connection<?>> ofConnections(long maxBytes) {
        return new UnfinishedRequests<>(maxBytes, Connection::isOpen, Connection::terminateSilently, System::nanoTime);
    }

    private record Share(String network, long bytes, long since) {
        double weight(long now) {
            return (double) bytes * Math.max(1, now - since);
        }
    }

    private record Holder<C>(C connection, Share share) {}

    /**
     * Sets the number of bytes of a connection's unfinished request.
     *
     * @param network of the client; asked once for each request
     * @return false if there is no memory for them
     */
    boolean keep(C connection, Supplier<String> network, long bytes) {
        Share before = kept.get(connection);
        Share share = before == null
                ? new Share(network.get(), bytes, nanoTime.getAsLong())
                : new Share(before.network(), bytes, before.since());
        Optional.ofNullable(kept.put(connection, share)).ifPresent(replaced -> keptBytes.addAndGet(-replaced.bytes()));
        boolean fits = keptBytes.addAndGet(bytes) <= maxBytes || makeRoomFor(connection);
        if (!isOpen.test(connection)) {
            // Another thread may have closed it before it was added.
            forget(connection);
        }
        return fits;
    }

    void forget(C connection) {
        Optional.ofNullable(kept.remove(connection)).ifPresent(share -> keptBytes.addAndGet(-share.bytes()));
    }

    /** Frees memory, and returns false if the new request itself has to go. */
    private synchronized boolean makeRoomFor(C arrival) {
        boolean stays = true;
        while (stays && keptBytes.get() > maxBytes && !kept.isEmpty()) {
            for (Holder<C> holder : heaviest()) {
                if (keptBytes.get() <= maxBytes - maxBytes / SHARE_FREED) {
                    break;
                }
                forget(holder.connection());
                if (holder.connection().equals(arrival)) {
                    stays = false;
                } else {
                    LOG.debug(
                            "Closed a connection whose unfinished request took {} bytes",
                            holder.share().bytes());
                    closing.accept(holder.connection());
                }
            }
        }
        return stays;
    }

    /** Returns the connections of the network that has held the most memory for the longest time, the heaviest first. */
    private List<Holder<C>> heaviest() {
        long now = nanoTime.getAsLong();
        Map<String, Double> weights = new HashMap<>();
        kept.values().forEach(share -> weights.merge(share.network(), share.weight(now), Double::sum));
        String network = weights.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse("");
        return kept.entrySet().stream()
                .filter(entry -> entry.getValue().network().equals(network))
                .map(entry -> new Holder<>(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingDouble(
                                (Holder<C> holder) -> holder.share().weight(now))
                        .reversed())
                .toList();
    }

    /** Returns the bytes in use. */
    long bytes() {
        return keptBytes.get();
    }
}
