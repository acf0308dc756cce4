package io.rollcall.server.http.overload;

import io.rollcall.server.http.overload.EvictionQueue.Evictable.Origin;
import io.rollcall.server.telemetry.Refusals;
import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.glassfish.grizzly.IOEvent;
import org.glassfish.grizzly.nio.ChannelConfigurator;
import org.glassfish.grizzly.nio.NIOTransport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Admission of new connections. At the limit, or when file descriptors run out, connections that wait for their clients
 * make room ({@link EvictionQueue}); nothing is accepted until descriptors are free.
 */
final class ConnectionLimits implements ChannelConfigurator {
    static final String ADDRESS = "connections-per-address";
    static final String TOTAL = "connections";
    static final Set<String> REASONS = Set.of(ADDRESS, TOTAL);

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionLimits.class);

    /** Share of the connections closed as a precaution, to make room for the next ones. */
    private static final int SHARE_CLOSED = 20;

    /** The same while descriptors are short. */
    private static final int SHARE_CLOSED_FOR_DESCRIPTORS = 4;

    /** Below this number, descriptors are not measured: the limit is far, and a start is quicker. */
    private static final int FEW_CONNECTIONS = 32;

    /** A single failure to accept may be a client that has gone. */
    private static final int FAILURES = 3;

    private final ConnectionConfig config;
    private final OpenConnections open;
    private final FileDescriptors files;
    private final ChannelConfigurator usual;
    private final Refusals refusals;
    private final AtomicBoolean paused = new AtomicBoolean();
    private final AtomicBoolean crowded = new AtomicBoolean();
    private final MinuteWarning warning = new MinuteWarning(LOG);
    private final AtomicInteger seen = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();

    ConnectionLimits(
            ConnectionConfig config,
            OpenConnections open,
            FileDescriptors files,
            ChannelConfigurator usual,
            Refusals refusals) {
        this.config = config;
        this.open = open;
        this.files = files;
        this.usual = usual;
        this.refusals = refusals;
    }

    /** Called first for each accepted channel. The transport drops the channel if this throws an IOException. */
    @Override
    public void preConfigure(NIOTransport transport, SelectableChannel channel) throws IOException {
        if (channel instanceof SocketChannel socket) {
            try {
                admit(socket);
            } catch (RuntimeException failure) {
                // Anything but an IOException would make the transport stop listening.
                LOG.warn("A connection is refused because of a failure", failure);
                socket.close();
                throw new IOException("Refused after a failure", failure);
            }
        }
        usual.preConfigure(transport, channel);
    }

    @Override
    public void postConfigure(NIOTransport transport, SelectableChannel channel) throws IOException {
        usual.postConfigure(transport, channel);
    }

    private void admit(SocketChannel socket) throws IOException {
        seen.incrementAndGet();
        Origin origin = open.origin(PeerAddress.of(socket.getRemoteAddress()));
        if (!origin.trusted() && open.count(origin) >= config.maxPerAddress()) {
            refuse(socket, ADDRESS);
        }
        if (open.count() >= config.max() && !makeRoom(origin)) {
            refuse(socket, TOTAL);
        }
        if (!files.isMeasured() && open.count() > FEW_CONNECTIONS) {
            files.measure();
        }
        files.opened();
        if (!files.isOneFree()) {
            pause();
        } else if (files.isMeasured() && files.areNearlyUsed()) {
            evictForDescriptors(0);
        }
    }

    /**
     * While connections come faster than they can be served, most new ones of the largest origin are refused. That is
     * cheaper than replacing its own connections, and clients of other origins wait behind them.
     */
    private boolean makeRoom(Origin origin) {
        return !(crowded.get() && open.hasMost(origin))
                && open.evict(Optional.of(origin), 1, config.max() / SHARE_CLOSED) > 0;
    }

    private void refuse(SocketChannel socket, String reason) throws IOException {
        refusals.count(reason);
        socket.close();
        warning.log(
                "Connections are refused: {} are open. A client opens too many, or http.max-connections is too low.",
                open.count());
        throw new TooMany();
    }

    /** Refusal of a connection. It is frequent and no failure, so it has no stack trace. */
    private static final class TooMany extends IOException {
        private static final long serialVersionUID = 1L;

        TooMany() {
            super("Refused: too many connections");
        }

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }

    /** Accepts nothing until {@link #resumeIfFree}; clients wait in the backlog of the operating system. */
    private void pause() {
        paused.set(true);
        open.listening().ifPresent(listening -> {
            try {
                listening.disableIOEvent(IOEvent.SERVER_ACCEPT);
            } catch (IOException closed) {
                LOG.debug("The server stops to listen");
            }
        });
        evictForDescriptors(open.count() / SHARE_CLOSED + 1);
    }

    private void evictForDescriptors(int needed) {
        int open = this.open.count();
        if (this.open.evict(Optional.empty(), needed, open / SHARE_CLOSED_FOR_DESCRIPTORS) > 0) {
            warning.log(
                    "File descriptors run out with {} connections open: those that wait for their clients are closed."
                            + " Raise the limit (ulimit -n).",
                    open);
        }
    }

    /** @param many whether several connections were accepted just before the next one */
    void crowded(boolean many) {
        crowded.set(many);
    }

    boolean isPaused() {
        return paused.get();
    }

    /** Returns the number of connections that have come so far. */
    int seen() {
        return seen.get();
    }

    /** Notes whether an event of the listening socket brought a connection. Without descriptors it brings none. */
    void accepted(boolean one) {
        if (one) {
            failures.set(0);
        } else if (failures.incrementAndGet() >= FAILURES) {
            failures.set(0);
            pause();
        }
    }

    /** Called many times a second. */
    void resumeIfFree() {
        if (!paused.get()) {
            return;
        }
        files.measure();
        if (!files.isOneFree()) {
            evictForDescriptors(open.count() / SHARE_CLOSED + 1);
            return;
        }
        paused.set(false);
        open.listening().ifPresent(listening -> {
            try {
                listening.enableIOEvent(IOEvent.SERVER_ACCEPT);
            } catch (IOException closed) {
                LOG.debug("The server stops to listen");
            }
        });
    }
}
