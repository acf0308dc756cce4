package io.rollcall.server.audit.shipping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.server.config.Settings;
import io.rollcall.server.kernel.StartupProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings of shipping: off without a receiver, and refused with a message if they are invalid. */
class ShippingConfigTest {
    private static ShippingConfig read(Map<String, String> values) {
        Settings settings = Settings.load(Map.of(), values);
        ShippingConfig config = ShippingConfig.read(settings);
        settings.requireValid();
        return config;
    }

    @Test
    void isOffByDefault() {
        assertThat(read(Map.of()).syslog()).isEmpty();
        assertThat(read(Map.of()).otlp()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "udp://logs.example, UDP, logs.example, 514",
        "tcp://logs.example/, TCP, logs.example, 601",
        "TLS://logs.example, TLS, logs.example, 6514",
        "tls://[::1]:1234, TLS, ::1, 1234",
    })
    void knowsTheReceiver(String url, SyslogConfig.Transport transport, String host, int port) {
        SyslogConfig config = read(Map.of("audit.syslog.url", url)).syslog().orElseThrow();
        assertThat(config.transport()).isEqualTo(transport);
        assertThat(config.host()).isEqualTo(host);
        assertThat(config.port()).isEqualTo(port);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "logs.example:514",
                "http://logs.example",
                "tcp://",
                "tcp://h:0",
                "tcp://h:70000",
                "tcp://h/x",
                "::"
            })
    void refusesWhatIsNoReceiver(String url) {
        assertThatThrownBy(() -> read(Map.of("audit.syslog.url", url)))
                .isInstanceOf(StartupProblem.class)
                .hasMessageContaining("audit.syslog.url is '" + url + "'");
    }

    @Test
    void refusesCertificatesThatCannotBeUsed(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("trusted.pem"), "no certificate");
        for (Path useless : new Path[] {file, folder.resolve("missing.pem")}) {
            assertThatThrownBy(() -> read(Map.of("audit.syslog.trusted-certificates", useless.toString())))
                    .isInstanceOf(StartupProblem.class)
                    .hasMessageContaining("audit.syslog.trusted-certificates: ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rollcall", "rollcall@", "@32473", "a b@1", "a]@1", "a=@1", "a\"@1"})
    void refusesANameThatStructuredDataCannotHave(String id) {
        assertThatThrownBy(() -> read(Map.of("audit.syslog.structured-data-id", id)))
                .isInstanceOf(StartupProblem.class)
                .hasMessageContaining("audit.syslog.structured-data-id is '" + id + "'");
    }

    @Test
    void readsTheCollectorAndItsHeadersAndRepeatsNoneOfThem() {
        OtlpConfig config = read(Map.of(
                        "audit.otlp.endpoint", "https://otel.example/v1/logs",
                        "audit.otlp.headers", "Authorization=Bearer a==, X-Tenant=7"))
                .otlp()
                .orElseThrow();
        assertThat(config.headers()).containsOnly(Map.entry("Authorization", "Bearer a=="), Map.entry("X-Tenant", "7"));
        assertThatThrownBy(() -> read(Map.of("audit.otlp.headers", "secret")))
                .isInstanceOf(StartupProblem.class)
                .hasMessageContaining("audit.otlp.headers must be like")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> read(Map.of("audit.otlp.endpoint", "otel.example")))
                .hasMessageContaining("audit.otlp.endpoint is 'otel.example'");
        assertThat(Settings.isSecret("audit.otlp.headers", "Authorization=x")).isTrue();
    }
}
