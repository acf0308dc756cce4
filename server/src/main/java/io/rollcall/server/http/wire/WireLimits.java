package io.rollcall.server.http.wire;

import java.time.Duration;

/**
 * Limits on requests while they are read.
 *
 * @param maxBodyBytes maximum size of a request body, decompressed
 * @param maxHeaderBytes maximum size of the request line and headers together
 * @param maxHeaderElements maximum number of commas and semicolons in all header values together, and of query parameters
 * @param maxUnfinishedBytes memory for incomplete requests of all clients together
 * @param idleTimeout idle timeout of connections
 * @param requestTimeout maximum time for a client to send one request
 * @param tls whether the server terminates TLS
 */
public record WireLimits(
        int maxBodyBytes,
        int maxHeaderBytes,
        int maxHeaderElements,
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
