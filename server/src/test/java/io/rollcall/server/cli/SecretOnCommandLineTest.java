package io.rollcall.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.config.Settings;
import io.rollcall.server.testing.TestCommands;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A secret on the command line is refused before anything is done with it, and not repeated. */
class SecretOnCommandLineTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "database.password=hunter2hunter2",
                "database.url=jdbc:mariadb://db/rollcall?user=rollcall&password=hunter2hunter2",
                "database.url=jdbc:mariadb://db/rollcall?trustStorePassword=hunter2hunter2",
                "http.tls.key-password=hunter2hunter2",
                "audit.otlp.headers=Authorization=Bearer hunter2hunter2",
                "audit.otlp.endpoint=https://rollcall:hunter2hunter2@collector.example.com/v1/logs",
                "tracing.endpoint=https://rollcall:hunter2hunter2@collector.example.com/v1/traces"
            })
    void isRefused(String setting) {
        TestCommands.Ended ended = TestCommands.run(new HelpTest.Idle(), "organization", "list", "--set", setting);
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err())
                .contains(Settings.environmentName(setting.substring(0, setting.indexOf('='))))
                .contains("_FILE")
                .doesNotContain("hunter2");
    }
}
