package io.rollcall.server.http.tls;

import io.rollcall.server.config.Settings;

/**
 * Limits on TLS records that cost more than the data in them.
 *
 * @param maxWithoutData records without application data on one connection: in its handshake, and after it
 * @param smallPerSecondPerAddress records with a few bytes of data, a second, from one peer address that is no trusted
 *     proxy; 0 for no limit
 */
public record RecordConfig(int maxWithoutData, int smallPerSecondPerAddress) {
    /** A handshake with a retry takes 6 records of a client. */
    private static final int MIN_VALUE = 8;

    private static final int MAX_VALUE = 1_000_000;

    public static RecordConfig read(Settings settings) {
        return new RecordConfig(
                settings.integer("http.tls.max-records-without-data", MIN_VALUE, MAX_VALUE),
                settings.integer("http.tls.small-records-per-second-per-address", 0, MAX_VALUE));
    }
}
