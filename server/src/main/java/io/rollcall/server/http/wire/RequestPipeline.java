package io.rollcall.server.http.wire;

import io.rollcall.server.http.overload.HeldRequests;
import io.rollcall.server.kernel.DaemonThreads;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.filterchain.TransportFilter;
import org.glassfish.grizzly.http.CompressionConfig;
import org.glassfish.grizzly.http.GZipContentEncoding;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.HttpServerFilter;
import org.glassfish.grizzly.http.server.AddOn;
import org.glassfish.grizzly.http.server.CompressionEncodingFilter;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.ssl.SSLBaseFilter;
import org.glassfish.grizzly.utils.DelayedExecutor;
import org.glassfish.grizzly.utils.IdleTimeoutFilter;

/**
 * Filters that the bytes of a request pass before a worker sees it: {@link ClientTimeouts}, {@link RequestCodec}, {@link
 * BodyBuffer}.
 */
public final class RequestPipeline implements AddOn, AutoCloseable {
    private static final int CHECK_MILLIS = 250;

    /** One part in so many of the memory for incomplete requests, in addition to it. */
    private static final int SHARE_OF_RECORDS = 2;

    private final WireLimits limits;
    private final HttpRefusal.Writer refusals;
    private final UnfinishedRequests<Connection<?>> unfinished;
    private final UnfinishedRequests<Connection<?>> records;
    private final ClientTimeouts timeouts;
    private final BodyBuffer bodies;
    private final ExecutorService watch = Executors.newSingleThreadExecutor(new DaemonThreads("http-timeouts"));
    private final DelayedExecutor timer = new DelayedExecutor(watch, CHECK_MILLIS, TimeUnit.MILLISECONDS);

    /** @param network returns the network of a request's client */
    public RequestPipeline(
            WireLimits limits, HttpRefusal.Writer refusals, Function<HttpRequestPacket, String> network) {
        this.limits = limits;
        this.refusals = refusals;
        this.unfinished = UnfinishedRequests.ofConnections(limits.maxUnfinishedBytes());
        this.records = UnfinishedRequests.ofConnections(limits.maxUnfinishedBytes() / SHARE_OF_RECORDS);
        this.timeouts = new ClientTimeouts(limits.idleTimeout(), limits.requestTimeout());
        this.bodies = new BodyBuffer(limits.maxBodyBytes(), unfinished, network, timeouts);
    }

    @Override
    public void setup(NetworkListener listener, FilterChainBuilder chain) {
        RequestCodec codec = new RequestCodec(listener, timeouts, refusals, limits, unfinished);
        codec.addContentEncoding(gzip(listener.getCompressionConfig()));
        codec.setAllowPayloadForUndefinedHttpMethods(true);
        codec.setMaxPayloadRemainderToSkip(limits.maxSkippedBytes());
        int place = chain.indexOfType(HttpServerFilter.class);
        chain.set(place, codec);
        chain.set(chain.indexOfType(IdleTimeoutFilter.class), bodies);
        if (limits.tls()) {
            chain.add(chain.indexOfType(SSLBaseFilter.class), new RecordBuffer(records));
        }
        // First in the chain, where it also sees incomplete requests and handshakes.
        chain.add(chain.indexOfType(TransportFilter.class) + 1, new IdleTimeoutFilter(timer, timeouts));
        timer.start();
    }

    private static GZipContentEncoding gzip(CompressionConfig config) {
        return new GZipContentEncoding(
                GZipContentEncoding.DEFAULT_IN_BUFFER_SIZE,
                GZipContentEncoding.DEFAULT_OUT_BUFFER_SIZE,
                new CompressionEncodingFilter(config, GZipContentEncoding.getGzipAliases()));
    }

    /** Returns the count of complete requests that wait, which share the memory budget of incomplete ones. */
    public HeldRequests held() {
        return bodies;
    }

    /** Returns the memory of incomplete requests and TLS records. */
    public long unfinishedBytes() {
        return unfinished.bytes() + records.bytes();
    }

    @Override
    public void close() {
        timer.destroy();
        watch.shutdownNow();
    }
}
