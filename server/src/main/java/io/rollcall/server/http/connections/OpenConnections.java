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

    /** Closes the idle connections that were used the longest ago. @return how many */
    int closeOldestIdle(int most) {
        List<ClientConnection> oldest = open.values().stream()
                .filter(ClientConnection::isIdle)
                .sorted(Comparator.comparingLong(ClientConnection::usedAt))
                .limit(most)
                .toList();
        oldest.forEach(ClientConnection::abort);
        return oldest.size();
    }

    /** Closes the connection whose client has not read for the longest time. @return how many, so 0 or 1 */
    int closeLongestStalled() {
        long now = System.nanoTime();
        Optional<ClientConnection> stalled = open.values().stream()
                .filter(client -> client.isStalled(now))
                .max(Comparator.comparingLong(client -> client.stalledNanos(now)));
        stalled.ifPresent(ClientConnection::abort);
        return stalled.isPresent() ? 1 : 0;
    }
}
