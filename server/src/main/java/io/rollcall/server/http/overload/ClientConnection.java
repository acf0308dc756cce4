package io.rollcall.server.http.overload;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.glassfish.grizzly.nio.NIOConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** State of an open connection: its unsent output, the time of the client's last read, and whether a request runs on it. */
public final class ClientConnection implements EvictionQueue.Evictable {
    private static final Logger LOG = LoggerFactory.getLogger(ClientConnection.class);
    private static final long CLOSED = -1;
    private static final long STALLED = TimeUnit.MILLISECONDS.toNanos(500);

    private final NIOConnection connection;
    private final PeerAddress peer;
    private final Origin address;
    private final AtomicReference<Origin> origin;
    private final OutputBudget budget;
    private final Executor executor;

    /** Bytes handed to the transport but not yet taken by the socket; {@link #CLOSED} once the connection is closed. */
    private final AtomicLong pending = new AtomicLong();

    /** Bytes that the socket took since output began to wait. */
    private final AtomicLong taken = new AtomicLong();

    private final AtomicLong waitsSince = new AtomicLong(System.nanoTime());
    private final AtomicLong progressAt = new AtomicLong();
    private final AtomicLong usedAt = new AtomicLong(System.nanoTime());
    private final AtomicReference<Standing> standing;
    private final AtomicBoolean busy = new AtomicBoolean();
    private final AtomicBoolean fresh = new AtomicBoolean();
    private final AtomicReference<Optional<Continuation>> continuation = new AtomicReference<>(Optional.empty());

    ClientConnection(
            NIOConnection connection,
            PeerAddress peer,
            Origin address,
            boolean ofKnownNetwork,
            OutputBudget budget,
            Executor executor) {
        this.standing = new AtomicReference<>(ofKnownNetwork ? Standing.OF_KNOWN_NETWORK : Standing.STRANGER);
        this.connection = connection;
        this.peer = peer;
        this.address = address;
        this.origin = new AtomicReference<>(address);
        this.budget = budget;
        this.executor = executor;
    }

    private record Continuation(long limit, Runnable task) {}

    PeerAddress peer() {
        return peer;
    }

    NIOConnection connection() {
        return connection;
    }

    public boolean isOpen() {
        return pending.get() != CLOSED && connection.isOpen();
    }

    /** Returns the unsent output in bytes. */
    public long pending() {
        return Math.max(0, pending.get());
    }

    void queued(long bytes) {
        long before = pending.getAndUpdate(now -> now == CLOSED ? CLOSED : now + bytes);
        if (before == CLOSED) {
            return;
        }
        budget.add(bytes);
        if (before == 0) {
            long now = System.nanoTime();
            taken.set(0);
            waitsSince.set(now);
            progressAt.set(now);
        }
    }

    void sent(long bytes) {
        if (bytes <= 0) {
            return;
        }
        long before = pending.getAndUpdate(now -> now == CLOSED ? CLOSED : Math.max(0, now - bytes));
        if (before == CLOSED) {
            return;
        }
        budget.add(-Math.min(before, bytes));
        taken.addAndGet(bytes);
        if (before > bytes) {
            progressAt.set(System.nanoTime());
        }
        continueIfDrained();
    }

    void closed() {
        long before = pending.getAndSet(CLOSED);
        if (before > 0) {
            LOG.debug("A client disconnected with {} bytes unsent", before);
            budget.add(-before);
        }
        continueIfDrained();
    }

    /** Runs a task on another thread once no more than so many bytes are unsent, or the connection is closed. */
    public void whenDrainedTo(long limit, Runnable task) {
        continuation.set(Optional.of(new Continuation(limit, task)));
        continueIfDrained();
    }

    private void continueIfDrained() {
        Optional<Continuation> waiting = continuation.get();
        if (waiting.isPresent()
                && pending.get() <= waiting.get().limit()
                && continuation.compareAndSet(waiting, Optional.empty())) {
            executor.execute(waiting.get().task());
        }
    }

    /** Notes that bytes were read from it. */
    void read() {
        fresh.set(true);
    }

    /** Returns whether its next request came with an earlier one, because nothing was read in between. */
    boolean takesBufferedRequest() {
        return !fresh.getAndSet(false);
    }

    void requestBegins() {
        busy.set(true);
    }

    void requestEnds() {
        usedAt.set(System.nanoTime());
        busy.set(false);
    }

    @Override
    public Origin origin() {
        return origin.get();
    }

    /** Unread output counts as waiting: a client that reads slowly holds its connection like an idle one. */
    @Override
    public boolean isWaiting() {
        return !busy.get() || pending.get() > 0;
    }

    /** Returns the network of its client, or the address of the trusted proxy. */
    Origin address() {
        return address;
    }

    /**
     * Notes that a request on it presents a credential that is known to be good. From now on it counts to the holder of that
     * credential, from whatever addresses, unless it is a proxy's, which has many.
     */
    void prove(String holder) {
        if (!address.trusted()) {
            origin.set(new Origin(holder, false));
        }
        standing.set(Standing.PROVEN);
    }

    boolean isProven() {
        return standing.get() == Standing.PROVEN;
    }

    @Override
    public Standing standing() {
        return standing.get();
    }

    /** The time at which its last request ended, output began to wait, or it was opened. */
    @Override
    public long waitsSince() {
        return Math.max(usedAt.get(), waitsSince.get());
    }

    /** Returns how long its client has read none of the pending output; zero if none is pending. */
    long stalledNanos(long now) {
        return pending.get() > 0 ? Math.max(0, now - progressAt.get()) : 0;
    }

    /** Returns whether its client reads so slowly that it goes first when memory is short. */
    boolean isStalled(long now) {
        return stalledNanos(now) > STALLED;
    }

    /** Returns how long output has been pending without a break; zero if none is. */
    long waitingNanos(long now) {
        return pending.get() > 0 ? Math.max(0, now - waitsSince.get()) : 0;
    }

    /** Returns the number of bytes taken in that time. */
    long taken() {
        return taken.get();
    }

    /** Closes it and drops unsent output, including that in the socket buffer. */
    void abort() {
        try {
            ((SocketChannel) connection.getChannel()).setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException closed) {
            LOG.debug("The connection was closed meanwhile");
        }
        try {
            connection.terminateSilently();
        } catch (RuntimeException notReady) {
            LOG.debug("The connection is closed before a thread reads it", notReady);
            closeChannel();
        }
    }

    private void closeChannel() {
        try {
            connection.getChannel().close();
        } catch (IOException closed) {
            LOG.debug("The connection was closed meanwhile");
        }
    }
}
