package io.rollcall.server.http.overload;

import io.rollcall.server.http.overload.EvictionQueue.Evictable.Origin;
import java.util.Collection;
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

/** Open connections of the transport, in all and by origin. */
@SuppressWarnings("rawtypes")
final class OpenConnections extends ConnectionProbe.Adapter {
    private final OutputBudget budget;
    private final Executor executor;
    private final Predicate<String> trustedProxy;
    private final KnownNetworks known;
    private final Runnable onClose;
    private final Map<Connection, ClientConnection> open = new ConcurrentHashMap<>();
    private final Map<Origin, Integer> byAddress = new ConcurrentHashMap<>();
    private final EvictionQueue<ClientConnection> evictions = new EvictionQueue<>();
    private final AtomicReference<Known> lastOrigin =
            new AtomicReference<>(new Known(new PeerAddress("", ""), new Origin("", false)));
    private final AtomicReference<Optional<NIOConnection>> listening = new AtomicReference<>(Optional.empty());

    /**
     * @param executor runs what waited for output to drain
     * @param trustedProxy whether an address stands for many clients
     * @param known networks whose connections are evicted last
     * @param onClose called for each connection that is closed
     */
    OpenConnections(
            OutputBudget budget,
            Executor executor,
            Predicate<String> trustedProxy,
            KnownNetworks known,
            Runnable onClose) {
        this.budget = budget;
        this.known = known;
        this.executor = executor;
        this.trustedProxy = trustedProxy;
        this.onClose = onClose;
    }

    @Override
    public void onBindEvent(Connection connection) {
        listening.set(Optional.of((NIOConnection) connection));
    }

    @Override
    public void onAcceptEvent(Connection server, Connection client) {
        PeerAddress peer = PeerAddress.of(client.getPeerAddress());
        Origin origin = origin(peer);
        ClientConnection accepted =
                new ClientConnection((NIOConnection) client, peer, origin, isKnown(origin), budget, executor);
        open.put(client, accepted);
        byAddress.merge(origin, 1, Integer::sum);
        evictions.add(accepted);
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
            evictions.remove(client);
            byAddress.computeIfPresent(client.address(), (address, count) -> count > 1 ? count - 1 : null);
            onClose.run();
            client.closed();
        });
    }

    private boolean isKnown(Origin origin) {
        return !origin.trusted() && known.contains(origin.name());
    }

    /** Notes a known credential on a connection, once. */
    void prove(Connection<?> connection, String holder) {
        find(connection).filter(client -> !client.isProven()).ifPresent(client -> {
            evictions.regroup(client, () -> client.prove(holder));
            known.note(client.address().name(), holder);
        });
    }

    Optional<ClientConnection> find(Connection<?> connection) {
        return Optional.ofNullable(open.get(connection));
    }

    /** Returns the listening connection. */
    Optional<NIOConnection> listening() {
        return listening.get();
    }

    Collection<ClientConnection> all() {
        return open.values();
    }

    int count() {
        return open.size();
    }

    int count(Origin origin) {
        return byAddress.getOrDefault(origin, 0);
    }

    boolean hasMost(Origin origin) {
        return evictions.hasMost(origin, isKnown(origin));
    }

    Origin origin(PeerAddress peer) {
        Known last = lastOrigin.get();
        if (last.peer().equals(peer)) {
            return last.origin();
        }
        boolean trusted = trustedProxy.test(peer.text());
        Origin origin = new Origin(trusted ? peer.text() : peer.network(), trusted);
        lastOrigin.set(new Known(peer, origin));
        return origin;
    }

    /** Origin of a peer, which is asked for more than once while one of its connections is accepted. */
    private record Known(PeerAddress peer, Origin origin) {}

    /**
     * Closes connections in the order of {@link EvictionQueue#evict}.
     *
     * @return how many were closed
     */
    int evict(Optional<Origin> arrival, int needed, int more) {
        List<ClientConnection> victims =
                evictions.evict(arrival, arrival.filter(this::isKnown).isPresent(), needed, more);
        victims.forEach(ClientConnection::abort);
        return victims.size();
    }
}
