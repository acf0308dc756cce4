package io.rollcall.server.http.overload;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.rollcall.server.kernel.DaemonThreads;
import io.rollcall.server.telemetry.Refusals;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.IOStrategy;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.filterchain.TransportFilter;
import org.glassfish.grizzly.http.server.HttpServerFilter;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Protection of one listener against clients that read slowly or open many connections: they do not occupy threads, memory
 * or file descriptors.
 */
public final class ConnectionGuard implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionGuard.class);
    private static final int LOOK_MILLIS = 250;

    /** Interval at which accepting is resumed and pipelined requests are checked. */
    private static final int PAUSE_MILLIS = 50;

    private static final int LOOKS_A_BEAT = 20;
    private static final int SHARE_KEPT_FREE = 8;
    private static final int THREADS = 2;
    private static final int UNLIMITED = -1;

    /** Size of one read. More input of a client stays in the socket buffer. */
    private static final int READ_BYTES = 16_384;

    /** Output that the socket buffer holds for one client. */
    private static final int SEND_BYTES = 131_072;

    private final ConnectionConfig config;
    private final OutputBudget budget;
    private final OpenConnections open;
    private final ConnectionLimits limits;
    private final WriteTimeout timeout;
    private final PipelinedRequests pipelined;
    private final HeldRequests held;
    private final SelectorHeartbeat heartbeat;
    private final FileDescriptors files;
    private final AtomicInteger looks = new AtomicInteger();
    private final ExecutorService output;
    private final ScheduledExecutorService watch;

    /**
     * Protects a listener that has not been started.
     *
     * @param name distinguishes the threads and meters of several listeners
     * @param trustedProxy whether an address stands for many clients and may open any number of connections
     * @param known networks whose connections are evicted last
     * @param spare whether there are idle workers for requests that can wait
     * @param held counts the memory of requests that wait
     * @param strategy how the listener's threads run events
     */
    public ConnectionGuard(
            String name,
            NetworkListener listener,
            ConnectionConfig config,
            Predicate<String> trustedProxy,
            KnownNetworks known,
            BooleanSupplier spare,
            HeldRequests held,
            IOStrategy strategy,
            MeterRegistry meters) {
        this.config = config;
        this.budget = new OutputBudget(config.maxPendingBytes());
        this.output = Executors.newFixedThreadPool(THREADS, new DaemonThreads(name + "-output"));
        this.watch = Executors.newSingleThreadScheduledExecutor(new DaemonThreads(name + "-watch"));
        this.files = FileDescriptors.ofProcess();
        this.open = new OpenConnections(budget, this::runLater, trustedProxy, known, files::closed);
        TCPNIOTransport transport = listener.getTransport();
        Refusals refusals = new Refusals(meters, name, ConnectionLimits.REASONS);
        this.limits = new ConnectionLimits(
                config, open, files, new SendBuffer(transport.getChannelConfigurator(), SEND_BYTES), refusals);
        Counter slow = Counter.builder("rollcall.http.slow.readers")
                .description("Connections closed because the client read too slowly")
                .tag("surface", name)
                .register(meters);
        this.timeout = new WriteTimeout(config, open, budget, slow::increment);
        this.held = held;
        this.pipelined = new PipelinedRequests(spare, this::runLater);
        this.heartbeat = new SelectorHeartbeat(open);
        ConnectionMeters.add(name, open, budget, meters);
        transport.setChannelConfigurator(limits);
        transport.setIOStrategy(new AcceptStrategy(strategy, limits));
        transport.getConnectionMonitoringConfig().addProbes(open);
        transport.setReadBufferSize(READ_BYTES);
        transport.setWriteBufferSize(SEND_BYTES);
        // Pending output is bounded here. Grizzly would make the writing thread wait for the client.
        transport.getAsyncQueueIO().getWriter().setMaxPendingBytesPerConnection(UNLIMITED);
        listener.registerAddOn((guarded, chain) -> addFilters(chain));
        watch.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        watch.scheduleWithFixedDelay(this::lookOften, PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void addFilters(FilterChainBuilder chain) {
        chain.add(chain.indexOfType(TransportFilter.class) + 1, new OutputFilter(open));
        chain.add(chain.indexOfType(HttpServerFilter.class), new SlowReaderFilter(open, pipelined, held));
    }

    private void runLater(Runnable task) {
        try {
            output.execute(task);
        } catch (RejectedExecutionException stopped) {
            LOG.debug("Dropped the rest of a response: the server is stopping");
        }
    }

    private void lookOften() {
        try {
            limits.resumeIfFree();
            pipelined.runWhileSpare();
        } catch (RuntimeException failure) {
            LOG.warn("Connections could not be looked after", failure);
        }
    }

    private void look() {
        try {
            timeout.look();
            pipelined.runClosed();
            boolean slowly = looks.incrementAndGet() % LOOKS_A_BEAT == 0;
            if (slowly) {
                heartbeat.ask();
            }
            if (files.isMeasured() && (slowly || files.areScarce())) {
                files.measure();
            }
        } catch (RuntimeException failure) {
            LOG.warn("Connections could not be looked after", failure);
        }
    }

    /** Returns the state of a connection; empty once it is closed. */
    public Optional<ClientConnection> find(Connection<?> connection) {
        return open.find(connection);
    }

    /**
     * Notes that a request on the connection presents a credential that is known to be good.
     *
     * @param holder name of the credential
     */
    public void prove(Connection<?> connection, String holder) {
        open.prove(connection, holder);
    }

    /** Returns the unsent output of one connection above which a response is sent piece by piece. */
    public int maxPendingBytesPerConnection() {
        return config.maxPendingBytesPerConnection();
    }

    /** Reserves memory for a response that waits as a whole. Stalled connections are closed to make room. */
    public boolean reserve(long bytes) {
        if (!timeout.makeRoom(bytes)) {
            return false;
        }
        budget.add(bytes);
        return true;
    }

    public void release(long bytes) {
        budget.add(-bytes);
    }

    /** Returns whether connections and file descriptors are plentiful, so that some may be held for a while. */
    public boolean isRoomy() {
        return open.count() < config.max() - config.max() / SHARE_KEPT_FREE && !limits.isPaused() && !files.areScarce();
    }

    /** Returns a problem that needs a restart; empty while connections are accepted, read and written. */
    public Optional<String> problem() {
        if (open.listening().filter(listening -> !listening.isOpen()).isPresent()) {
            return Optional.of("The server no longer accepts connections.");
        }
        return heartbeat.isLate()
                ? Optional.of("A thread that reads and writes connections has made no progress for 30 seconds.")
                : Optional.empty();
    }

    @Override
    public void close() {
        watch.shutdownNow();
        output.shutdownNow();
    }
}
