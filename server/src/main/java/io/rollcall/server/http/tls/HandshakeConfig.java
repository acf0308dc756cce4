package io.rollcall.server.http.tls;

import io.rollcall.server.config.Settings;

/**
 * Limits on TLS handshakes.
 *
 * @param max unfinished handshakes at a time
 * @param maxPerAddress unfinished handshakes at a time from one peer address that is no trusted proxy
 * @param perSecondPerAddress new handshakes a second from such an address; 0 for no limit
 */
public record HandshakeConfig(int max, int maxPerAddress, int perSecondPerAddress) {
    private static final int MAX_VALUE = 1_000_000;

    public static HandshakeConfig read(Settings settings) {
        return new HandshakeConfig(
                settings.integer("http.tls.max-handshakes", 1, MAX_VALUE),
                settings.integer("http.tls.max-handshakes-per-address", 1, MAX_VALUE),
                settings.integer("http.tls.handshakes-per-second-per-address", 0, MAX_VALUE));
    }
}
