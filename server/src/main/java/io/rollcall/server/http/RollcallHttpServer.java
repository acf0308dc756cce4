package io.rollcall.server.http;

import io.rollcall.server.http.overload.ConnectionGuard;
import io.rollcall.server.http.overload.DelayedRefusals;
import io.rollcall.server.http.overload.KnownNetworks;
import io.rollcall.server.http.overload.RequestQueue;
import io.rollcall.server.http.tls.HandshakeStrategy;
import io.rollcall.server.http.tls.ReloadingCertificate;
import io.rollcall.server.http.wire.RequestPipeline;
import io.rollcall.server.http.wire.ResponseSender;
import io.rollcall.server.kernel.IpAddress;
import io.rollcall.server.kernel.StartupProblem;
import io.rollcall.server.kernel.WorkingMemory;
import io.rollcall.server.telemetry.Metrics;
import io.rollcall.server.telemetry.Refusals;
import io.rollcall.server.telemetry.Tracing;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.glassfish.grizzly.IOStrategy;
import org.glassfish.grizzly.http.CompressionConfig.CompressionMode;
import org.glassfish.grizzly.http.server.ErrorPageGenerator;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.HttpHandlerRegistration;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.grizzly.http.server.ServerConfiguration;
import org.glassfish.grizzly.strategies.SameThreadIOStrategy;
import org.glassfish.grizzly.threadpool.ThreadPoolConfig;

/** HTTP server of JAX-RS applications on Grizzly, with limits. */
public final class RollcallHttpServer implements AutoCloseable {
    private static final int MIN_COMPRESSED_BYTES = 1_400;
    /** Requests that wait for a database fail-over are answered within this time. */
    private static final int GRACE_SECONDS = 10;

    /** Share of the connections that may wait for a delayed refusal. */
    private static final int SHARE_PAUSED = 4;

    /** Threads of requests outside all applications. */
    private static final int OTHER_THREADS = 2;

    /**
     * Media types that are compressed. Pages are not: a page that repeats its address would reveal its other contents
     * (BREACH).
     */
    private static final String[] COMPRESSED = {
        "application/scim+json", "application/json", "text/css", "text/javascript", "image/svg+xml"
    };

    private final org.glassfish.grizzly.http.server.HttpServer grizzly;
    private final NetworkListener listener;
    private final RequestPipeline pipeline;
    private final ConnectionGuard guard;
    private final Optional<ReloadingCertificate> tls;
    private final Optional<HandshakeStrategy> handshakes;
    private final RequestQueue queue;
    private final DelayedRefusals delayed;
    private final LongPoll.Waits waits;
    private final Duration drain;

    private RollcallHttpServer(
            org.glassfish.grizzly.http.server.HttpServer grizzly,
            NetworkListener listener,
            RequestPipeline pipeline,
            ConnectionGuard guard,
            Optional<ReloadingCertificate> tls,
            Optional<HandshakeStrategy> handshakes,
            RequestQueue queue,
            DelayedRefusals delayed,
            LongPoll.Waits waits,
            Duration drain) {
        this.grizzly = grizzly;
        this.listener = listener;
        this.pipeline = pipeline;
        this.guard = guard;
        this.tls = tls;
        this.handshakes = handshakes;
        this.queue = queue;
        this.delayed = delayed;
        this.waits = waits;
        this.drain = drain;
    }

    /**
     * Starts to listen.
     *
     * @param mounts the applications. The first one is created at once, and its error page is also used outside of all; the
     *     others are created at their first request
     * @throws StartupProblem if the port is not available
     */
    public static RollcallHttpServer start(
            HttpConfig config,
            List<Mount> mounts,
            RequestDeadline deadline,
            WorkingMemory memory,
            Metrics metrics,
            Tracing tracing) {
        EdgeResponses responses = new EdgeResponses(mounts, config.hsts());
        NetworkListener listener = listener(config);
        RequestQueue queue = new RequestQueue(config.workers(), config.maxWaiting(), config.maxWait());
        Predicate<String> trustedProxy =
                peer -> IpAddress.parse(peer).filter(config::isTrustedProxy).isPresent();
        // Its threads read whole requests and hand them to the queue.
        IOStrategy selectorThreads = SameThreadIOStrategy.getInstance();
        KnownNetworks known = new KnownNetworks();
        Optional<HandshakeStrategy> handshakes = config.tls()
                .map(tls -> new HandshakeStrategy(
                        selectorThreads,
                        tls.handshakes(),
                        tls.records(),
                        trustedProxy,
                        known::contains,
                        metrics.registry()));
        RequestPipeline pipeline = new RequestPipeline(config.wire(), responses, config::clientNetwork);
        ConnectionGuard guard = new ConnectionGuard(
                "http",
                listener,
                config.connections(),
                trustedProxy,
                known,
                queue::hasSpare,
                pipeline.held(),
                handshakes.<IOStrategy>map(strategy -> strategy).orElse(selectorThreads),
                metrics.registry());
        DelayedRefusals delayed =
                new DelayedRefusals(config.refusalPause(), config.connections().max() / SHARE_PAUSED, guard::isRoomy);
        ResponseSender sender = new ResponseSender(guard);
        LongPoll.Waits waits = new LongPoll.Waits(sender, config.maxLongPolls());
        listener.registerAddOn(pipeline);
        Optional<ReloadingCertificate> tls = config.tls().map(ReloadingCertificate::start);
        tls.ifPresent(started -> speakTls(listener, started, metrics));
        handshakes.ifPresent(strategy -> strategy.observe(listener));
        org.glassfish.grizzly.http.server.HttpServer grizzly = new org.glassfish.grizzly.http.server.HttpServer();
        grizzly.addListener(listener);
        configure(grizzly.getServerConfiguration(), responses);
        grizzly.getHttpHandler().setAllowEncodedSlash(true);
        metrics.gauge("rollcall.http.waiting", "Requests in the queue", queue::waiting);
        metrics.gauge("rollcall.http.running", "Requests in flight", queue::running);
        metrics.gauge("rollcall.http.long.polls", "Responses that wait for something to return", waits::count);
        metrics.gauge("rollcall.http.paused", "Refusals that are delayed", delayed::paused);
        metrics.gauge(
                "rollcall.http.unfinished.body.bytes",
                "Bytes of memory for incomplete requests",
                pipeline::unfinishedBytes);
        Refusals refusals =
                new Refusals(metrics.registry(), "http", Set.of(RequestHandler.BUSY, RequestHandler.NO_ROOM));
        mounts.forEach(mount -> mount(
                grizzly,
                mount.path(),
                new RequestHandler(
                        mount == mounts.get(0)
                                ? new JerseyHandler(mount.application(), mount.path(), sender)
                                : new LazyHandler(
                                        () -> new JerseyHandler(mount.application(), mount.path(), sender),
                                        responses.busy(mount.errorPage()),
                                        (config.workers() + 1) / 2),
                        config,
                        responses,
                        mount.errorPage(),
                        queue,
                        refusals,
                        new RequestTimes(metrics.registry(), mount.path()),
                        tracing,
                        deadline,
                        memory,
                        new RequestScreen(config, queue, delayed, mount.limits(), guard, mount.sessionCookie()),
                        waits,
                        mount.maxBodyBytes())));
        mount(grizzly, "", new FallbackHandler(config, responses, mounts));
        try {
            grizzly.start();
        } catch (BindException taken) {
            throw portTaken(config);
        } catch (IOException failure) {
            throw new StartupProblem("The server cannot listen on " + config.address() + ":" + config.port() + " ("
                    + failure.getMessage() + "). Check ROLLCALL_HTTP_ADDRESS.");
        }
        return new RollcallHttpServer(
                grizzly, listener, pipeline, guard, tls, handshakes, queue, delayed, waits, config.drain());
    }

    /**
     * Fails early if another program listens on the port, before a start creates anything.
     *
     * @throws StartupProblem if another program listens on the port
     */
    public static void requireFreePort(HttpConfig config) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(config.address(), config.port()));
        } catch (BindException taken) {
            throw portTaken(config);
        } catch (IOException | IllegalArgumentException another) {
            // start() explains the failure
        }
    }

    private static StartupProblem portTaken(HttpConfig config) {
        return new StartupProblem("Port " + config.port() + " is already in use on " + config.address()
                + ". Stop the program that has it, or choose another port with ROLLCALL_HTTP_PORT.");
    }

    private static void mount(org.glassfish.grizzly.http.server.HttpServer grizzly, String path, HttpHandler handler) {
        handler.setAllowEncodedSlash(true);
        grizzly.getServerConfiguration()
                .addHttpHandler(
                        handler,
                        HttpHandlerRegistration.builder()
                                .contextPath(path)
                                .urlPattern("/*")
                                .build());
    }

    private static void speakTls(NetworkListener listener, ReloadingCertificate tls, Metrics metrics) {
        listener.setSecure(true);
        listener.setSSLEngineConfig(tls.engines());
        metrics.gauge(
                "rollcall.tls.certificate.expires", "When the certificate ends, in seconds since 1970", tls::expires);
    }

    private static NetworkListener listener(HttpConfig config) {
        NetworkListener listener = new NetworkListener("http", config.address(), config.port());
        listener.setMaxHttpHeaderSize(config.maxHeaderBytes());
        listener.setMaxRequestHeaders(config.maxHeaders());
        listener.getKeepAlive().setMaxRequestsCount(-1);
        listener.getTransport()
                .setWorkerThreadPoolConfig(ThreadPoolConfig.defaultConfig()
                        .setPoolName("http-other")
                        .setCorePoolSize(OTHER_THREADS)
                        .setMaxPoolSize(OTHER_THREADS));
        listener.getCompressionConfig().setCompressionMode(CompressionMode.ON);
        listener.getCompressionConfig().setCompressionMinSize(MIN_COMPRESSED_BYTES);
        listener.getCompressionConfig().setCompressibleMimeTypes(COMPRESSED);
        return listener;
    }

    private static void configure(ServerConfiguration server, EdgeResponses responses) {
        server.setDefaultErrorPageGenerator(pages(responses));
        server.setName("rollcall");
        // Answered like any other unknown method.
        server.setPassTraceRequest(true);
    }

    /** Returns the pages of refusals by Grizzly itself, such as for an address outside the application. */
    private static ErrorPageGenerator pages(EdgeResponses responses) {
        return (request, status, reason, description, failure) -> {
            Response response = request.getResponse();
            responses.setHeaders(response.getResponse());
            ErrorPage errorPage = responses.page(request.getRequestURI());
            response.setContentType(errorPage.contentType(EdgeResponses.accept(request.getRequest())));
            response.setCharacterEncoding("UTF-8");
            return errorPage.body(status, Optional.empty());
        };
    }

    /** Returns the port, also if the configuration asked for any free one. */
    public int port() {
        return listener.getPort();
    }

    /** Returns a problem that needs a restart; empty while connections are served and requests finish. */
    public Optional<String> problem() {
        return guard.problem().or(queue::problem);
    }

    /** Continues to serve for the drain period, then refuses new requests and waits some seconds for in-flight ones. */
    @Override
    public void close() {
        try {
            Thread.sleep(drain.toMillis());
            waits.endAll();
            grizzly.shutdown(GRACE_SECONDS, TimeUnit.SECONDS).get(GRACE_SECONDS + 1L, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            grizzly.shutdownNow();
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException slow) {
            grizzly.shutdownNow();
        } finally {
            pipeline.close();
            guard.close();
            queue.close();
            delayed.close();
            waits.close();
            handshakes.ifPresent(HandshakeStrategy::close);
            tls.ifPresent(ReloadingCertificate::close);
        }
    }
}
