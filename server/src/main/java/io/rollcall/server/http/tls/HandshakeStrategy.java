package io.rollcall.server.http.tls;

import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.rollcall.server.http.overload.FairExecutor;
import io.rollcall.server.http.overload.PeerAddress;
import io.rollcall.server.http.overload.ResetProbe;
import io.rollcall.server.kernel.DaemonThreads;
import io.rollcall.server.telemetry.Refusals;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.glassfish.grizzly.CloseListener;
import org.glassfish.grizzly.CloseType;
import org.glassfish.grizzly.Closeable;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.Grizzly;
import org.glassfish.grizzly.IOEvent;
import org.glassfish.grizzly.IOStrategy;
import org.glassfish.grizzly.Transport;
import org.glassfish.grizzly.attributes.Attribute;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.ssl.SSLBaseFilter;
import org.glassfish.grizzly.ssl.SSLBaseFilter.HandshakeListener;
import org.glassfish.grizzly.ssl.SSLUtils;
import org.glassfish.grizzly.threadpool.ThreadPoolConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * I/O strategy that reads connections on a small pool of threads until their TLS handshake is done and while they send many
 * small records, and closes those that exceed {@link HandshakeLimits} or {@link RecordLimits}. Both cost the server
 * milliseconds and the client nothing, so the threads that read and write other connections do none of it, and networks
 * take turns.
 */
@SuppressWarnings("rawtypes")
public final class HandshakeStrategy implements IOStrategy, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HandshakeStrategy.class);
    private static final int SHARE_OF_PROCESSORS = 2;

    /** After this time in the queue, the client may be gone. */
    private static final long LONG_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Attribute<Handshake> handshakes =
            Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute(HandshakeStrategy.class.getName() + ".handshake");
    private final IOStrategy strategy;
    private final HandshakeLimits limits;
    private final RecordLimits records;
    private final FairExecutor threads;
    private final Predicate<String> known;
    private final ResetProbe resets = new ResetProbe();

    /**
     * @param strategy how everything but handshakes is run
     * @param trustedProxy whether an address may begin any number of handshakes
     * @param known whether clients of a network have presented known credentials
     */
    public HandshakeStrategy(
            IOStrategy strategy,
            TlsConfig.Handshakes config,
            TlsConfig.Records records,
            Predicate<String> trustedProxy,
            Predicate<String> known,
            MeterRegistry meters) {
        this.strategy = strategy;
        this.known = known;
        this.limits = new HandshakeLimits(
                config, trustedProxy, new Refusals(meters, "http", HandshakeLimits.REASONS), TimeMeter.SYSTEM_NANOTIME);
        this.records = new RecordLimits(
                records, trustedProxy, new Refusals(meters, "http", RecordLimits.REASONS), TimeMeter.SYSTEM_NANOTIME);
        int size = Math.max(1, Runtime.getRuntime().availableProcessors() / SHARE_OF_PROCESSORS);
        this.threads = new FairExecutor(size, new DaemonThreads("http-handshake"));
        Gauge.builder("rollcall.tls.handshakes", limits, HandshakeLimits::unfinished)
                .description("TLS handshakes in progress")
                .strongReference(true)
                .register(meters);
    }

    /** Observes the beginning and the end of the handshakes of a listener. */
    public void observe(NetworkListener listener) {
        listener.registerAddOn((secure, chain) -> {
            if (chain.get(chain.indexOfType(SSLBaseFilter.class)) instanceof SSLBaseFilter tls) {
                tls.addHandshakeListener(new Completion());
            }
        });
    }

    private final class Completion implements HandshakeListener {
        @Override
        public void onStart(Connection<?> connection) {
            // The handshake counts since the client sent its first bytes, its records from now on.
            Handshake handshake = handshakes.get(connection);
            if (handshake != null && SSLUtils.getSSLEngine(connection) instanceof BoundedEngine engine) {
                engine.bound(records.budget(handshake.peer()), () -> refuse(handshake));
            }
        }

        @Override
        public void onComplete(Connection<?> connection) {
            Handshake handshake = handshakes.get(connection);
            if (handshake != null) {
                limits.end(handshake);
            }
            if (SSLUtils.getSSLEngine(connection) instanceof BoundedEngine engine) {
                engine.handshakeDone();
            }
        }

        @Override
        public void onFailure(Connection<?> connection, Throwable failure) {
            // The connection is closed.
        }
    }

    @Override
    public boolean executeIoEvent(Connection connection, IOEvent event) throws IOException {
        return executeIoEvent(connection, event, true);
    }

    @Override
    public boolean executeIoEvent(Connection connection, IOEvent event, boolean enabled) throws IOException {
        if (event != IOEvent.READ) {
            return strategy.executeIoEvent(connection, event, enabled);
        }
        Handshake known = handshakes.get(connection);
        if (known != null && known.isFinished() && !isCostly(connection)) {
            return strategy.executeIoEvent(connection, event, enabled);
        }
        Handshake handshake = known == null ? handshake(connection) : known;
        if (known == null && !begin(connection, handshake)) {
            connection.terminateSilently();
            return true;
        }
        if (enabled) {
            connection.disableIOEvent(event);
        }
        read(connection, handshake);
        return true;
    }

    /** Many small records take as long to decrypt as a handshake, so networks take turns with them as well. */
    private static boolean isCostly(Connection connection) {
        return SSLUtils.getSSLEngine(connection) instanceof BoundedEngine engine && engine.isCostly();
    }

    private void refuse(Handshake handshake) {
        records.refuse();
        limits.penalize(handshake.peer());
    }

    private Handshake handshake(Connection connection) {
        PeerAddress peer = PeerAddress.of(connection.getPeerAddress());
        return new Handshake(peer, known.test(peer.network()), connection::terminateSilently);
    }

    @SuppressWarnings("unchecked")
    private boolean begin(Connection connection, Handshake handshake) {
        handshakes.set(connection, handshake);
        if (!limits.begin(handshake)) {
            return false;
        }
        // Called at once for a connection that is closed already.
        connection.addCloseListener(new CloseListener<Closeable, CloseType>() {
            @Override
            public void onClosed(Closeable closed, CloseType type) {
                limits.end(handshake);
                threads.remove(handshake);
            }
        });
        return true;
    }

    private void read(Connection connection, Handshake handshake) {
        handshake.readQueued();
        long queued = System.nanoTime();
        try {
            threads.execute(handshake.peer().network(), handshake.isKnown(), handshake, () -> {
                try {
                    if (System.nanoTime() - queued > LONG_NANOS && resets.isReset(connection)) {
                        connection.terminateSilently();
                    } else {
                        strategy.executeIoEvent(connection, IOEvent.READ, false);
                    }
                } catch (IOException failure) {
                    LOG.debug("A handshake failed", failure);
                    connection.terminateSilently();
                } finally {
                    handshake.readDone();
                }
            });
        } catch (RejectedExecutionException stopped) {
            connection.terminateSilently();
        }
    }

    @Override
    public Executor getThreadPoolFor(Connection connection, IOEvent event) {
        return strategy.getThreadPoolFor(connection, event);
    }

    @Override
    public ThreadPoolConfig createDefaultWorkerPoolConfig(Transport transport) {
        return strategy.createDefaultWorkerPoolConfig(transport);
    }

    @Override
    public void close() {
        threads.close();
        resets.close();
    }
}
