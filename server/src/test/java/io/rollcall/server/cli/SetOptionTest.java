package io.rollcall.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.server.cli.command.Program;
import io.rollcall.server.config.Settings;
import io.rollcall.server.kernel.StartupProblem;
import io.rollcall.server.testing.TestCommands;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --set} counts wherever it stands, and what is wrong with it is said. */
class SetOptionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "--set http.port=1 organization list",
                "organization --set http.port=1 list",
                "organization list --set http.port=1",
                "organization list --set=http.port=1",
                "-s http.port=1 organization list",
                "--set http.port=2 organization list --set http.port=1",
                "--set http.port=2 organization --set http.port=1 list",
                "organization list --set http.port=2 --set http.port=1",
                "--set http.port=1 organization scim on acme",
                "organization scim --set http.port=1 on acme",
                "--set http.port=1 migrate",
                "migrate --set http.port=1",
                "--set http.port=1 serve",
                "serve --set http.port=1",
                "--set http.port=1"
            })
    void countsAtEveryLevelAndTheNearestWins(String line) {
        Recording program = new Recording();
        TestCommands.run(program, line.split(" "));
        assertThat(program.seen.text("http.port")).isEqualTo("1");
    }

    @Test
    void addsUp() {
        Recording program = new Recording();
        TestCommands.run(
                program,
                "--set",
                "http.port=1",
                "token",
                "--set",
                "ops.port=2",
                "list",
                "acme",
                "-s",
                "data.dir=a=b",
                "--set",
                "public.url=");
        assertThat(program.seen.text("http.port")).isEqualTo("1");
        assertThat(program.seen.text("ops.port")).isEqualTo("2");
        assertThat(program.seen.text("data.dir")).isEqualTo("a=b");
        assertThat(program.seen.optionalText("public.url")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--set http.port organization list",
                "organization list --set http.port",
                "serve --set http.port",
                "--set http.prot=1 organization list",
                "organization list --set http.prot=1",
                "serve --set http.prot=1",
                "--set http.prot=1",
                "--set =1 organization list",
                "migrate --set"
            })
    void isRefusedWithExitCode2IfItIsNoSetting(String line) {
        TestCommands.Ended ended = TestCommands.run(new HelpTest.Idle(), line.split(" "));
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains(line.contains("prot") ? "Did you mean http.port?" : "KEY=VALUE");
        assertThat(ended.out()).isEmpty();
    }

    @Test
    void tellsFailuresAsJsonWithTheSameExitCodes() throws Exception {
        assertJson("usage", 2, "organization", "list", "--json", "--set", "http.prot=1");
        assertJson("usage", 2, "token", "generate", "--json");
        assertJson("startup", 1, "organization", "list", "--json", "--set", "database.password=x");
        assertJson("startup", 1, new Recording(), "organization", "list", "--json");
    }

    private static void assertJson(String error, int code, String... arguments) throws Exception {
        assertJson(error, code, new HelpTest.Idle(), arguments);
    }

    private static void assertJson(String error, int code, Program program, String... arguments) throws Exception {
        TestCommands.Ended ended = TestCommands.run(program, arguments);
        assertThat(ended.code()).isEqualTo(code);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err().lines()).hasSize(1);
        JsonNode json = new JsonMapper().readTree(ended.err());
        assertThat(json.fieldNames()).toIterable().containsExactly("error", "detail");
        assertThat(json.path("error").asText()).isEqualTo(error);
        assertThat(json.path("detail").asText()).isNotEmpty();
    }

    private static final class Recording implements Program {
        private Settings seen;

        @Override
        public void serve(Settings settings) {
            seen = settings;
        }

        @Override
        public int migrate(Settings settings, MissingDatabase missing) {
            seen = settings;
            return 0;
        }

        @Override
        public <T> T use(Settings settings, MissingDatabase missing, Function<Features, T> work) {
            seen = settings;
            throw new StartupProblem("There is no database.");
        }
    }
}
