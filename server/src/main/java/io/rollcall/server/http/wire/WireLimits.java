package io.rollcall.server.http.wire;

import java.time.Duration;

/**
 * Limits on requests while they are read.
 *
 * @param maxBodyBytes the largest request body, decompressed
 * @param maxHeaderBytes the largest request line and headers together
 * @param maxUnfinishedBytes memory for requests that have not arrived whole, of all clients together
 * @param idleTimeout how long a connection stays open without a request
 * @param requestTimeout how long a client may take to send one request
 * @param tls whether the server speaks TLS itself
 */
public record WireLimits(
        int maxBodyBytes,
        int maxHeaderBytes,
        long maxUnfinishedBytes,
        Duration idleTimeout,
        Duration requestTimeout,
        boolean tls) {
    private static final int SKIPPED_BODIES = 16;

    /** Returns how much of a refused body is still read, so that most clients receive the refusal. */
    long maxSkippedBytes() {
        return (long) SKIPPED_BODIES * maxBodyBytes;
    }
}
