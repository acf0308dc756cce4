package io.rollcall.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.server.kernel.StartupProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Flags win over the environment, that over the file, that over the defaults. */
class SettingsTest {
    @TempDir
    private Path folder;

    @Test
    void takesTheDefaultWhereNobodySaysOtherwise() {
        assertThat(Settings.load(Map.of(), Map.of()).integer("http.port", 0, 65_535))
                .isEqualTo(8080);
    }

    @Test
    void letsEachLayerOverrideTheOneBelow() throws IOException {
        Path file =
                Files.writeString(folder.resolve("rollcall.conf"), "http.port = 1\nhttp.workers = 1\ndata.dir = one");
        Settings settings = Settings.load(
                Map.of(
                        "ROLLCALL_CONFIG_FILE",
                        file.toString(),
                        "ROLLCALL_HTTP_PORT",
                        "2",
                        "ROLLCALL_HTTP_WORKERS",
                        "2"),
                Map.of("http.port", "3"));
        assertThat(settings.integer("http.port", 0, 9)).isEqualTo(3);
        assertThat(settings.integer("http.workers", 0, 9)).isEqualTo(2);
        assertThat(settings.text("data.dir")).isEqualTo("one");
    }

    @Test
    void readsSecretsFromFiles() throws IOException {
        Path file = Files.writeString(folder.resolve("password"), "s3cret\n");
        Settings settings = Settings.load(Map.of("ROLLCALL_DATABASE_PASSWORD_FILE", file.toString()), Map.of());
        assertThat(settings.secret("database.password")).isEqualTo("s3cret");
    }

    @ParameterizedTest
    @MethodSource("keys")
    void takesEverySettingFromAFileOrTheEnvironment(String key) throws IOException {
        String variable = Settings.environmentName(key);
        Path file = Files.writeString(folder.resolve("value"), "from a file\n");
        assertThat(Settings.load(Map.of(variable + "_FILE", file.toString()), Map.of())
                        .secret(key))
                .isEqualTo("from a file");
        assertThat(Settings.load(Map.of(variable, "from the environment"), Map.of())
                        .secret(key))
                .isEqualTo("from the environment");
    }

    static List<String> keys() {
        return Settings.keys();
    }

    @Test
    void reportsEverythingThatIsWrongAtOnce() {
        Settings settings = Settings.load(Map.of("ROLLCALL_HTTP_PORT", "many", "ROLLCALL_HTTP_WORKERS", "0"), Map.of());
        settings.integer("http.port", 0, 65_535);
        settings.integer("http.workers", 1, 10);
        assertThatThrownBy(settings::requireValid)
                .isInstanceOf(StartupProblem.class)
                .hasMessageContainingAll("http.port is 'many'", "http.workers is '0'", "from 1 to 10");
    }

    @Test
    void refusesAnUnknownFlagAndNamesTheKnownOnes() {
        assertThatThrownBy(() -> Settings.load(Map.of(), Map.of("http.prot", "1")))
                .isInstanceOf(StartupProblem.class)
                .hasMessageContainingAll("http.prot", "http.port");
    }

    @Test
    void saysWhichFileCannotBeRead() {
        assertThatThrownBy(() -> Settings.load(Map.of("ROLLCALL_CONFIG_FILE", "/nowhere"), Map.of()))
                .isInstanceOf(StartupProblem.class)
                .hasMessageContainingAll("/nowhere", "ROLLCALL_CONFIG_FILE");
    }
}
