package io.rollcall.server.http.tls;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.server.config.Settings;
import io.rollcall.server.kernel.StartupProblem;
import io.rollcall.server.testing.TestCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that are not a certificate and its key fail the startup, with a message that names the wrong one. */
class ReloadingCertificateTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "missing.pem,     key.pem,         missing.pem cannot be read",
        "certificate.pem, missing.pem,     missing.pem cannot be read",
        "broken.pem,      key.pem,         must contain certificates",
        "certificate.pem, broken.pem,      must contain certificates",
        "certificate.pem, certificate.pem, must contain certificates",
        "certificate.pem, other-key.pem,   is not that of the first certificate",
        "certificate.pem, '',              set both or neither"
    })
    void saysAtTheStartWhatIsWrongWithTheFiles(String certificate, String key, String words) throws IOException {
        TestCertificate rollcall = TestCertificate.make("rollcall", "EC");
        rollcall.writeKey(folder.resolve("key.pem"));
        rollcall.writeCertificate(folder.resolve("certificate.pem"));
        TestCertificate.make("other", "RSA").writeKey(folder.resolve("other-key.pem"));
        Files.writeString(folder.resolve("broken.pem"), "broken");
        String keyFile = key.isEmpty() ? "" : folder.resolve(key).toString();
        assertThatThrownBy(() -> start(Map.of(
                        "http.tls.certificate", folder.resolve(certificate).toString(), "http.tls.key", keyFile)))
                .isInstanceOf(StartupProblem.class)
                .hasMessageContaining(words);
    }

    private static void start(Map<String, String> files) {
        Settings settings = Settings.load(Map.of(), files);
        TlsConfig.read(settings).map(ReloadingCertificate::start).ifPresent(ReloadingCertificate::close);
        settings.requireValid();
    }
}
