package io.rollcall.server.http;

import io.rollcall.server.http.connections.HeldRequests;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.filterchain.TransportFilter;
import org.glassfish.grizzly.http.CompressionConfig;
import org.glassfish.grizzly.http.GZipContentEncoding;
import org.glassfish.grizzly.http.HttpServerFilter;
import org.glassfish.grizzly.http.server.AddOn;
import org.glassfish.grizzly.http.server.CompressionEncodingFilter;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.ssl.SSLBaseFilter;
import org.glassfish.grizzly.utils.DelayedExecutor;
import org.glassfish.grizzly.utils.IdleTimeoutFilter;

/** What a request's bytes go through before a worker sees them: {@link Patience}, {@link RequestCodec}, {@link WholeRequests}. */
final class RequestPipeline implements AddOn, AutoCloseable {
    private static final int CHECK_MILLIS = 250;

    private final HttpConfig config;
    private final ErrorPages errorPages;
    private final UnfinishedRequests<Connection<?>> unfinished;
    private final Patience patience;
    private final WholeRequests whole;
    private final ExecutorService watch = Executors.newSingleThreadExecutor(RequestPipeline::thread);
    private final DelayedExecutor timer = new DelayedExecutor(watch, CHECK_MILLIS, TimeUnit.MILLISECONDS);

    RequestPipeline(HttpConfig config, ErrorPages errorPages) {
        this.config = config;
        this.errorPages = errorPages;
        this.unfinished = UnfinishedRequests.ofConnections(config.maxUnfinishedBytes());
        this.patience = new Patience(config.idleTimeout(), config.requestTimeout());
        this.whole = new WholeRequests(config.maxBodyBytes(), unfinished, config.trustedProxies(), patience);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "http-patience");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void setup(NetworkListener listener, FilterChainBuilder chain) {
        RequestCodec codec = new RequestCodec(listener, patience, errorPages, config, unfinished);
        codec.addContentEncoding(gzip(listener.getCompressionConfig()));
        codec.setAllowPayloadForUndefinedHttpMethods(true);
        codec.setMaxPayloadRemainderToSkip(config.maxSkippedBytes());
        int place = chain.indexOfType(HttpServerFilter.class);
        chain.set(place, codec);
        chain.set(chain.indexOfType(IdleTimeoutFilter.class), whole);
        if (config.tls().isPresent()) {
            chain.add(chain.indexOfType(SSLBaseFilter.class), new WholeRecords());
        }
        // First in the line, where it also sees what is not yet a whole request, or not even a whole handshake.
        chain.add(chain.indexOfType(TransportFilter.class) + 1, new IdleTimeoutFilter(timer, patience));
        timer.start();
    }

    private static GZipContentEncoding gzip(CompressionConfig config) {
        return new GZipContentEncoding(
                GZipContentEncoding.DEFAULT_IN_BUFFER_SIZE,
                GZipContentEncoding.DEFAULT_OUT_BUFFER_SIZE,
                new CompressionEncodingFilter(config, GZipContentEncoding.getGzipAliases()));
    }

    /** Counts requests that wait among those that have not arrived whole. */
    HeldRequests held() {
        return whole;
    }

    /** Bytes of requests that have not arrived whole. */
    long unfinishedBytes() {
        return unfinished.bytes();
    }

    @Override
    public void close() {
        timer.destroy();
        watch.shutdownNow();
    }
}
