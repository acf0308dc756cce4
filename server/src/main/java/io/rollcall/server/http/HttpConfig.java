package io.rollcall.server.http;

import io.rollcall.server.config.Settings;
import io.rollcall.server.http.overload.ConnectionConfig;
import io.rollcall.server.http.tls.TlsConfig;
import io.rollcall.server.http.wire.WireLimits;
import io.rollcall.server.kernel.IpAddress;
import io.rollcall.server.kernel.IpRange;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.glassfish.grizzly.http.HttpRequestPacket;

/**
 * Configuration of the HTTP server.
 *
 * @param address local address to listen on
 * @param workers maximum number of concurrent requests
 * @param maxWaiting maximum length of the queue
 * @param maxWait maximum time in the queue
 * @param refusalPause delay of refusals for the failures of an address
 * @param maxBodyBytes maximum size of a request body, decompressed
 * @param maxHeaderBytes maximum size of the request line and headers together
 * @param maxHeaders maximum number of headers of a request
 * @param maxHeaderElements maximum number of commas and semicolons in all header values together, and of query parameters
 * @param maxUnfinishedBytes memory for incomplete requests of all clients together
 * @param idleTimeout idle timeout of connections; should be longer than the load balancer's
 * @param requestTimeout maximum time for a client to send one request
 * @param drain grace period in which a stopping server still accepts requests, so that load balancers can remove it
 * @param maxLongPolls maximum number of responses that wait for something to return
 * @param trustedProxies proxies whose {@code X-Forwarded-*} and {@code Forwarded} headers are believed
 * @param tls present if the server terminates TLS
 * @param connections limits on connections and unsent output
 * @param hsts value of the Strict-Transport-Security header; empty for none
 */
public record HttpConfig(
        String address,
        int port,
        int workers,
        int maxWaiting,
        Duration maxWait,
        Duration refusalPause,
        int maxBodyBytes,
        int maxHeaderBytes,
        int maxHeaders,
        int maxHeaderElements,
        long maxUnfinishedBytes,
        Duration idleTimeout,
        Duration requestTimeout,
        Duration drain,
        int maxLongPolls,
        List<IpRange> trustedProxies,
        Optional<TlsConfig> tls,
        ConnectionConfig connections,
        Optional<String> hsts) {
    static final String HSTS = "Strict-Transport-Security";
    private static final int WORKERS_A_PROCESSOR = 8;
    private static final int MIN_WORKERS = 16;
    private static final int MAX_WORKERS = 10_000;
    private static final int MIN_HEADER_BYTES = 1_024;
    private static final int MIN_HEADERS = 16;
    private static final int MAX_HEADERS = 1_000;
    private static final int MIN_ELEMENTS = 32;
    private static final int MAX_ELEMENTS = 100_000;
    private static final int MIN_UNFINISHED_BYTES = 65_536;
    private static final int SHARE_OF_HEAP = 4;

    /** Incomplete records and engines take as much again. */
    private static final int SHARE_OF_HEAP_WITH_TLS = 8;

    private static final int MIN_WAIT_MILLIS = 10;
    private static final int MAX_PAUSE_MILLIS = 10_000;
    private static final int MAX_SECONDS = 3_600;
    private static final int MAX_DRAIN_SECONDS = 15;

    public HttpConfig {
        trustedProxies = List.copyOf(trustedProxies);
    }

    public static HttpConfig read(Settings settings) {
        return new HttpConfig(
                settings.text("http.address"),
                settings.integer("http.port", 0, 65_535),
                workers(settings),
                settings.integer("http.max-waiting", 0, MAX_WORKERS),
                Duration.ofMillis(settings.integer("http.max-wait-millis", MIN_WAIT_MILLIS, MAX_SECONDS * 1_000)),
                Duration.ofMillis(settings.integer("http.refusal-pause-millis", 0, MAX_PAUSE_MILLIS)),
                settings.integer("http.max-body-bytes", MIN_HEADER_BYTES, Integer.MAX_VALUE),
                settings.integer("http.max-header-bytes", MIN_HEADER_BYTES, 1 << 20),
                settings.integer("http.max-headers", MIN_HEADERS, MAX_HEADERS),
                settings.integer("http.max-header-elements", MIN_ELEMENTS, MAX_ELEMENTS),
                maxUnfinishedBytes(settings),
                seconds(settings, "http.idle-timeout-seconds"),
                seconds(settings, "http.request-timeout-seconds"),
                Duration.ofSeconds(settings.integer("http.drain-seconds", 0, MAX_DRAIN_SECONDS)),
                settings.integer("http.max-long-polls", 0, MAX_WORKERS),
                trustedProxies(settings),
                TlsConfig.read(settings),
                ConnectionConfig.read(settings, TlsConfig.isOn(settings)),
                hsts(settings));
    }

    /** Returns whether an address is that of a trusted proxy. */
    boolean isTrustedProxy(IpAddress address) {
        return trustedProxies.stream().anyMatch(range -> range.contains(address));
    }

    private static List<IpRange> trustedProxies(Settings settings) {
        return settings.texts("http.trusted-proxies").stream()
                .flatMap(entry -> {
                    Optional<IpRange> range = IpRange.parse(entry);
                    if (range.isEmpty()) {
                        settings.problem(
                                "http.trusted-proxies names '" + entry + "', which is neither an IP address nor"
                                        + " a range of them such as 10.0.0.0/8 or 2001:db8::/32");
                    }
                    return range.stream();
                })
                .toList();
    }

    /**
     * Returns the header value for clients that use TLS, with the server or with a proxy before it (RFC 6797 section 7.2).
     */
    private static Optional<String> hsts(Settings settings) {
        int seconds = settings.integer("http.hsts-seconds", 0, Integer.MAX_VALUE);
        boolean overTls = settings.optionalText("public.url")
                .map(url -> url.startsWith("https:"))
                .orElse(TlsConfig.isOn(settings));
        return seconds > 0 && overTls ? Optional.of("max-age=" + seconds) : Optional.empty();
    }

    /**
     * Reads the number of workers. The default allows for requests that wait for the database; more would only make all of them
     * slower.
     */
    private static int workers(Settings settings) {
        return settings.optionalText("http.workers")
                .map(given -> settings.integer("http.workers", 1, MAX_WORKERS))
                .orElseGet(() -> Math.max(
                        MIN_WORKERS, WORKERS_A_PROCESSOR * Runtime.getRuntime().availableProcessors()));
    }

    private static long maxUnfinishedBytes(Settings settings) {
        String key = "http.max-unfinished-body-bytes";
        return settings.optionalText(key)
                .map(given -> (long) settings.integer(key, MIN_UNFINISHED_BYTES, Integer.MAX_VALUE))
                .orElseGet(() -> Runtime.getRuntime().maxMemory()
                        / (TlsConfig.isOn(settings) ? SHARE_OF_HEAP_WITH_TLS : SHARE_OF_HEAP));
    }

    private static Duration seconds(Settings settings, String key) {
        return Duration.ofSeconds(settings.integer(key, 1, MAX_SECONDS));
    }

    /** Returns the limits on requests while they are read. */
    WireLimits wire() {
        return new WireLimits(
                maxBodyBytes,
                maxHeaderBytes,
                maxHeaderElements,
                maxUnfinishedBytes,
                idleTimeout,
                requestTimeout,
                tls.isPresent());
    }

    /** Returns the network of a request's client, which may be behind a trusted proxy. */
    String clientNetwork(HttpRequestPacket request) {
        return IpAddress.limitKey(ForwardedRequest.read(request, trustedProxies).address());
    }
}
