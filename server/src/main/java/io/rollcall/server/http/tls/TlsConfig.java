package io.rollcall.server.http.tls;

import io.rollcall.server.config.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The certificate of a server that speaks TLS itself.
 *
 * @param certificate a PEM file with our certificate first and then those that vouch for it
 * @param key a PEM file with its private key
 * @param keyPassword what that is encrypted with; empty for nothing
 * @param reload how often the files are looked at
 * @param handshakes how many handshakes there may be
 * @param records how many records there may be that hold little or no data
 */
public record TlsConfig(
        Path certificate,
        Path key,
        String keyPassword,
        Duration reload,
        HandshakeConfig handshakes,
        RecordConfig records) {
    private static final int A_DAY = 86_400;

    /** Empty where a proxy speaks TLS, or nobody does. */
    public static Optional<TlsConfig> read(Settings settings) {
        Optional<String> certificate = settings.optionalText("http.tls.certificate");
        Optional<String> key = settings.optionalText("http.tls.key");
        Duration reload = Duration.ofSeconds(settings.integer("http.tls.reload-seconds", 1, A_DAY));
        HandshakeConfig handshakes = HandshakeConfig.read(settings);
        RecordConfig records = RecordConfig.read(settings);
        if (certificate.isPresent() != key.isPresent()) {
            settings.problem("http.tls.certificate and http.tls.key are files that go together: set both or none");
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
}
