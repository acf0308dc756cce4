package io.rollcall.server.http.overload;

import io.rollcall.server.config.Settings;
import java.time.Duration;

/**
 * Limits on connections and on output that clients have not read yet.
 *
 * @param max maximum number of connections
 * @param maxPerAddress maximum number of connections from one peer address other than a trusted proxy
 * @param maxPendingBytes maximum unsent output of all connections together
 * @param maxPendingBytesPerConnection unsent output of one connection above which a response is sent piece by piece
 * @param writeTimeout maximum time in which a client reads none of its pending output
 * @param minWriteBytesPerSecond minimum average rate at which a client must read
 */
public record ConnectionConfig(
        int max,
        int maxPerAddress,
        long maxPendingBytes,
        int maxPendingBytesPerConnection,
        Duration writeTimeout,
        int minWriteBytesPerSecond) {
    private static final int MAX_CONNECTIONS = 1_000_000;
    private static final int USUAL_CONNECTIONS = 2_048;
    private static final int MIN_BY_HEAP = 256;
    private static final int HEAP_OF_ONE = 131_072;
    private static final int HEAP_OF_ONE_WITH_TLS = 262_144;
    private static final int MIN_PENDING_BYTES = 65_536;
    private static final int MAX_SECONDS = 3_600;
    private static final int SHARE_OF_HEAP = 8;

    /** @param tls whether the server terminates TLS */
    public static ConnectionConfig read(Settings settings, boolean tls) {
        return new ConnectionConfig(
                max(settings, tls),
                settings.integer("http.max-connections-per-address", 1, MAX_CONNECTIONS),
                maxPendingBytes(settings),
                settings.integer("http.max-pending-output-bytes-per-connection", MIN_PENDING_BYTES, Integer.MAX_VALUE),
                Duration.ofSeconds(settings.integer("http.write-timeout-seconds", 1, MAX_SECONDS)),
                settings.integer("http.min-write-bytes-per-second", 0, Integer.MAX_VALUE));
    }

    private static int max(Settings settings, boolean tls) {
        String key = "http.max-connections";
        return settings.optionalText(key)
                .map(given -> settings.integer(key, 1, MAX_CONNECTIONS))
                .orElseGet(() -> max(Runtime.getRuntime().maxMemory(), tls));
    }

    /**
     * Returns how many connections fit a heap: an idle one takes up to 10 kB, or 30 kB with a TLS engine and its buffers, and
     * either may hold a request besides.
     */
    static int max(long heapBytes, boolean tls) {
        long ofOne = tls ? HEAP_OF_ONE_WITH_TLS : HEAP_OF_ONE;
        return (int) Math.max(MIN_BY_HEAP, Math.min(USUAL_CONNECTIONS, heapBytes / ofOne));
    }

    private static long maxPendingBytes(Settings settings) {
        String key = "http.max-pending-output-bytes";
        return settings.optionalText(key)
                .map(given -> (long) settings.integer(key, MIN_PENDING_BYTES, Integer.MAX_VALUE))
                .orElseGet(() -> Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    }
}
