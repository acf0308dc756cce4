package io.rollcall.server.http.connections;

import java.net.SocketAddress;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.ConnectionProbe;
import org.glassfish.grizzly.nio.NIOConnection;

/** The connections that are open now, as the transport reports them, in all and by address. */
@SuppressWarnings("rawtypes")
final class OpenConnections extends ConnectionProbe.Adapter {
    private final OutputBudget budget;
    private final Executor executor;
    private final Map<Connection, ClientConnection> open = new ConcurrentHashMap<>();
    private final Map<String, Integer> byNetwork = new ConcurrentHashMap<>();
    private final AtomicReference<Optional<NIOConnection>> listening = new AtomicReference<>(Optional.empty());

    /** @param executor runs what waited for output to drain */
    OpenConnections(OutputBudget budget, Executor executor) {
        this.budget = budget;
        this.executor = executor;
    }

    @Override
    public void onBindEvent(Connection connection) {
        listening.set(Optional.of((NIOConnection) connection));
    }

    @Override
    public void onAcceptEvent(Connection server, Connection client) {
        PeerAddress peer = PeerAddress.of((SocketAddress) client.getPeerAddress());
        byNetwork.merge(peer.network(), 1, Integer::sum);
        open.put(client, new ClientConnection((NIOConnection) client, peer, budget, executor));
    }

    @Override
    public void onReadEvent(Connection connection, Buffer data, int size) {
        find(connection).ifPresent(ClientConnection::read);
    }

    @Override
    public void onWriteEvent(Connection connection, Buffer data, long size) {
        find(connection).ifPresent(client -> client.sent(size));
    }

    @Override
    public void onCloseEvent(Connection connection) {
        Optional.ofNullable(open.remove(connection)).ifPresent(client -> {
            byNetwork.computeIfPresent(client.peer().network(), (network, count) -> count > 1 ? count - 1 : null);
            client.closed();
        });
    }

    Optional<ClientConnection> find(Connection<?> connection) {
        return Optional.ofNullable(open.get(connection));
    }

    /** The one that accepts the others. */
    Optional<NIOConnection> listening() {
        return listening.get();
    }

    Collection<ClientConnection> all() {
        return open.values();
    }

    int count() {
        return open.size();
    }

    int count(PeerAddress peer) {
        return byNetwork.getOrDefault(peer.network(), 0);
    }

    /**
     * Closes idle connections: first those on which no request was ever answered, then those of the address with the most
     * connections, then those that were used the longest ago.
     *
     * @param spared addresses whose connections go last
     * @return how many were closed
     */
    int closeIdle(int most, Predicate<String> spared) {
        List<Victim> victims = open.values().stream()
                .filter(ClientConnection::isIdle)
                .map(client -> victim(client, spared))
                .sorted(Victim.ORDER)
                .limit(most)
                .toList();
        victims.forEach(victim -> victim.client().abort());
        return victims.size();
    }

    private Victim victim(ClientConnection client, Predicate<String> spared) {
        return new Victim(
                client, spared.test(client.peer().text()), client.isUsed(), count(client.peer()), client.usedAt());
    }

    /** A connection that may have to go. A copy of its state, which changes while it is compared with that of others. */
    private record Victim(ClientConnection client, boolean spared, boolean used, int ofAddress, long usedAt) {
        static final Comparator<Victim> ORDER = Comparator.comparing(Victim::spared)
                .thenComparing(Victim::used)
                .thenComparing(Comparator.comparingInt(Victim::ofAddress).reversed())
                .thenComparingLong(Victim::usedAt);
    }

    /** Closes the connection whose client has not read for the longest time. @return how many, so 0 or 1 */
    int closeLongestStalled() {
        long now = System.nanoTime();
        Optional<Stalled> stalled = open.values().stream()
                .filter(client -> client.isStalled(now))
                .map(client -> new Stalled(client, client.stalledNanos(now)))
                .max(Comparator.comparingLong(Stalled::nanos));
        stalled.ifPresent(longest -> longest.client().abort());
        return stalled.isPresent() ? 1 : 0;
    }

    /** A connection and for how long its client has not read. */
    private record Stalled(ClientConnection client, long nanos) {}
}
