package io.rollcall.server.http.tls;

import io.rollcall.server.config.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Certificate and limits of a server that speaks TLS itself.
 *
 * @param certificate PEM file with the certificate and its chain
 * @param key PEM file with the private key
 * @param keyPassword password of the private key; empty for none
 * @param reload interval at which changed files are reloaded
 * @param handshakes limits on handshakes
 * @param records limits on records
 */
public record TlsConfig(
        Path certificate,
        Path key,
        String keyPassword,
        Duration reload,
        HandshakeConfig handshakes,
        RecordConfig records) {
    private static final int A_DAY = 86_400;

    /** Returns the configuration; empty if the server does not speak TLS itself. */
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
