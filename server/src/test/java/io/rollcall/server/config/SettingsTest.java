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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @Test
    void suggestsTheKeyThatAMistypedFlagMeans() {
        assertThat(Settings.unknown("http.prot"))
                .hasValueSatisfying(said -> assertThat(said).contains("Did you mean http.port?"));
        assertThat(Settings.unknown("port"))
                .hasValueSatisfying(said ->
                        assertThat(said).contains("Did you mean http.port?").doesNotContain("The settings are"));
        assertThat(Settings.unknown("http"))
                .hasValueSatisfying(said -> assertThat(said).contains("The settings are"));
        assertThat(Settings.unknown("http.port")).isEmpty();
    }

    @Test
    void refusesEveryUnknownKeyOfTheFileWithItsLine() throws IOException {
        assertFileRefused(
                "http.port = 1\nhttp {\n  worker = 2\n}\ndatadir = x\nnothing = null\n",
                "line 3, unknown setting 'http.worker'. Did you mean http.workers?",
                "line 5, unknown setting 'datadir'. Did you mean data.dir?",
                "line 6, unknown setting 'nothing'.");
        assertFileRefused("http.port.number = 1", "line 1, the setting 'http.port' must be one text");
        assertFileRefused("http = 1", "line 1, unknown setting 'http'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http.port = null", "http.port = [1]", "http.port { }"})
    void refusesAValueOfTheFileThatIsNoText(String line) throws IOException {
        assertFileRefused(line, "line 1, the setting 'http.port' must be one text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http.port = ${nowhere}", "http.port = \"", "= 1"})
    void refusesAFileThatIsNotWellFormed(String line) throws IOException {
        assertFileRefused(line, "has a syntax error");
    }

    private void assertFileRefused(String content, String... words) throws IOException {
        Path file = Files.writeString(folder.resolve("rollcall.conf"), content);
        assertThatThrownBy(() -> Settings.load(Map.of("ROLLCALL_CONFIG_FILE", file.toString()), Map.of()))
                .isInstanceOf(StartupProblem.class)
                .hasMessageContaining(file.toString())
                .hasMessageContainingAll(words);
    }

    @ParameterizedTest
    @CsvSource({
        "ROLLCALL_HTTP_PROT, ROLLCALL_HTTP_PORT",
        "ROLLCALL_PORT, ROLLCALL_HTTP_PORT",
        "ROLLCALL_DATADIR, ROLLCALL_DATA_DIR",
        "ROLLCALL_CONFIGFILE, ROLLCALL_CONFIG_FILE",
        "ROLLCALL_JAVA_OPT, ROLLCALL_JAVA_OPTS",
        "ROLLCALL_DATABASE_PASWORD_FILE, ROLLCALL_DATABASE_PASSWORD_FILE"
    })
    void refusesAnUnknownVariableAndSuggestsAKnownOne(String variable, String known) {
        assertThatThrownBy(() -> Settings.load(Map.of(variable, "8080"), Map.of()))
                .isInstanceOf(StartupProblem.class)
                .hasMessageContaining(variable + ". Did you mean " + known + "?");
    }

    @Test
    void acceptsVariablesOfScriptsTestsAndOthers() {
        Map<String, String> environment = Map.of(
                "ROLLCALL_JAVA_OPTS", "-Xmx512m",
                "ROLLCALL_TEST_BROWSER", "chromium",
                "ROLLCALLS", "1",
                "PATH", "/bin");
        assertThat(Settings.load(environment, Map.of()).text("http.port")).isEqualTo("8080");
    }

    /** Kubernetes sets them in every container for services that are named {@code rollcall} and {@code rollcall-ops}. */
    @Test
    void ignoresTheVariablesOfKubernetesServices() {
        Map<String, String> environment = Map.of(
                "ROLLCALL_SERVICE_HOST", "10.0.0.1",
                "ROLLCALL_SERVICE_PORT", "80",
                "ROLLCALL_SERVICE_PORT_HTTP", "80",
                "ROLLCALL_PORT", "tcp://10.0.0.1:80",
                "ROLLCALL_PORT_80_TCP", "tcp://10.0.0.1:80",
                "ROLLCALL_PORT_80_TCP_ADDR", "10.0.0.1",
                "ROLLCALL_OPS_SERVICE_HOST", "10.0.0.2",
                "ROLLCALL_OPS_PORT", "tcp://10.0.0.2:9081");
        assertThat(Settings.load(environment, Map.of()).optionalText("ops.port"))
                .isEmpty();
    }

    @Test
    void knowsWhatWasSetAndTakesOtherDefaultsForTheRest() {
        Settings settings = Settings.load(Map.of("ROLLCALL_HTTP_PORT", "1"), Map.of());
        assertThat(settings.isSet("http.port")).isTrue();
        assertThat(settings.isSet("data.dir")).isFalse();
        Settings other = settings.withDefaults(Map.of("http.port", "2", "data.dir", "/elsewhere"));
        assertThat(other.text("http.port")).isEqualTo("1");
        assertThat(other.text("data.dir")).isEqualTo("/elsewhere");
    }

    @Test
    void refusesAFlagThatIsNeitherTrueNorFalse() {
        Settings settings = Settings.load(
                Map.of("ROLLCALL_EVENTS_ENABLED", "yes", "ROLLCALL_EVENTS_WEBHOOKS_ALLOW_PRIVATE", "true"), Map.of());
        assertThat(settings.flag("events.webhooks.allow-private")).isTrue();
        settings.flag("events.enabled");
        assertThatThrownBy(settings::requireValid)
                .isInstanceOf(StartupProblem.class)
                .hasMessageContaining("events.enabled is 'yes', but must be one of false, true");
    }
}
