package io.rollcall.server.http.tls;

import io.rollcall.server.config.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Certificate and limits of a server that terminates TLS.
 *
 * @param certificate PEM file with the certificate and its chain
 * @param key PEM file with the private key
 * @param keyPassword password of the private key; empty for none
 * @param reload interval at which changed files are reloaded
 * @param handshakes limits on handshakes
 * @param records limits on records
 */
public record TlsConfig(
        Path certificate, Path key, String keyPassword, Duration reload, Handshakes handshakes, Records records) {
    private static final int A_DAY = 86_400;
    private static final String CERTIFICATE = "http.tls.certificate";

    /** Returns whether the server terminates TLS. */
    public static boolean isOn(Settings settings) {
        return settings.optionalText(CERTIFICATE).isPresent();
    }

    /** Returns the configuration; empty if the server does not terminate TLS. */
    public static Optional<TlsConfig> read(Settings settings) {
        Optional<String> certificate = settings.optionalText(CERTIFICATE);
        Optional<String> key = settings.optionalText("http.tls.key");
        Duration reload = Duration.ofSeconds(settings.integer("http.tls.reload-seconds", 1, A_DAY));
        Handshakes handshakes = Handshakes.read(settings);
        Records records = Records.read(settings);
        if (certificate.isPresent() != key.isPresent()) {
            settings.problem("http.tls.certificate and http.tls.key belong together: set both or neither");
            return Optional.empty();
        }
        return certificate.map(file -> new TlsConfig(
                Path.of(file),
                Path.of(key.orElseThrow()),
                settings.secret("http.tls.key-password"),
                reload,
                handshakes,
                records));
    }

    @Override
    public String toString() {
        return "TlsConfig[certificate=" + certificate + ", key=" + key + "]";
    }

    /**
     * Limits on TLS handshakes.
     *
     * @param max maximum number of unfinished handshakes
     * @param maxPerAddress maximum number of unfinished handshakes from one peer address other than a trusted proxy
     * @param perSecondPerAddress maximum rate of new handshakes from such an address; 0 for no limit
     */
    public record Handshakes(int max, int maxPerAddress, int perSecondPerAddress) {
        private static final int MAX_VALUE = 1_000_000;

        public static Handshakes read(Settings settings) {
            return new Handshakes(
                    settings.integer("http.tls.max-handshakes", 1, MAX_VALUE),
                    settings.integer("http.tls.max-handshakes-per-address", 1, MAX_VALUE),
                    settings.integer("http.tls.handshakes-per-second-per-address", 0, MAX_VALUE));
        }
    }

    /**
     * Limits on TLS records that cost more than the data in them.
     *
     * @param maxWithoutData records without application data on one connection: in its handshake, and after it
     * @param smallPerSecondPerAddress maximum rate of records with a few bytes of data from one peer address other than a
     *     trusted proxy; 0 for no limit
     */
    public record Records(int maxWithoutData, int smallPerSecondPerAddress) {
        /** A handshake with a retry takes 6 records of a client. */
        private static final int MIN_VALUE = 8;

        private static final int MAX_VALUE = 1_000_000;

        public static Records read(Settings settings) {
            return new Records(
                    settings.integer("http.tls.max-records-without-data", MIN_VALUE, MAX_VALUE),
                    settings.integer("http.tls.small-records-per-second-per-address", 0, MAX_VALUE));
        }
    }
}
