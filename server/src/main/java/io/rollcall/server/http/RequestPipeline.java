package io.rollcall.server.http;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.filterchain.TransportFilter;
import org.glassfish.grizzly.http.CompressionConfig;
import org.glassfish.grizzly.http.GZipContentEncoding;
import org.glassfish.grizzly.http.HttpServerFilter;
import org.glassfish.grizzly.http.server.AddOn;
import org.glassfish.grizzly.http.server.CompressionEncodingFilter;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.utils.DelayedExecutor;
import org.glassfish.grizzly.utils.IdleTimeoutFilter;

/** What a request's bytes go through before a worker sees them: {@link Patience}, {@link RequestCodec}, {@link WholeRequests}. */
final class RequestPipeline implements AddOn, AutoCloseable {
    private static final int CHECK_MILLIS = 250;

    private final HttpConfig config;
    private final ErrorPages errorPages;
    private final UnfinishedBodies unfinished;
    private final ExecutorService watch = Executors.newSingleThreadExecutor(RequestPipeline::thread);
    private final DelayedExecutor timer = new DelayedExecutor(watch, CHECK_MILLIS, TimeUnit.MILLISECONDS);

    RequestPipeline(HttpConfig config, ErrorPages errorPages) {
        this.config = config;
        this.errorPages = errorPages;
        this.unfinished = new UnfinishedBodies(config.maxUnfinishedBytes());
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "http-patience");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void setup(NetworkListener listener, FilterChainBuilder chain) {
        Patience patience = new Patience(config.idleTimeout(), config.requestTimeout());
        RequestCodec codec = new RequestCodec(listener, patience, errorPages, config);
        codec.addContentEncoding(gzip(listener.getCompressionConfig()));
        codec.setAllowPayloadForUndefinedHttpMethods(true);
        codec.setMaxPayloadRemainderToSkip(config.maxSkippedBytes());
        WholeRequests whole = new WholeRequests(config.maxBodyBytes(), unfinished, config.trustedProxies(), patience);
        int place = chain.indexOfType(HttpServerFilter.class);
        chain.set(place, codec);
        chain.set(chain.indexOfType(IdleTimeoutFilter.class), whole);
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
