package io.rollcall.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.config.Settings;
import io.rollcall.server.kernel.StartupProblem;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** {@code rollcall} with no arguments does what {@code rollcall serve} does. */
class ServeTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @Test
    void servesWithTheSettingsOfItsArguments() {
        int code = run(Map.of("http.port", "9090"), settings -> assertThat(settings.integer("http.port", 0, 65_535))
                .isEqualTo(9_090));

        assertThat(code).isZero();
        assertThat(said()).isEmpty();
    }

    @Test
    void saysInOneLineWhatAPersonCanMend() {
        int code = run(Map.of(), settings -> {
            throw new StartupProblem("The port is taken.");
        });

        assertThat(code).isOne();
        assertThat(said()).isEqualTo("The port is taken." + System.lineSeparator());
    }

    @Test
    void showsWhereAnythingElseCameFrom() {
        int code = run(Map.of(), settings -> {
            throw new IllegalStateException("unforeseen");
        });

        assertThat(code).isOne();
        assertThat(said())
                .contains(
                        "IllegalStateException: unforeseen",
                        "\tat " + getClass().getName());
    }

    private int run(Map<String, String> arguments, Consumer<Settings> serve) {
        return RollcallCommand.serving(new Serving(serve))
                .setErr(new PrintWriter(said, true, StandardCharsets.UTF_8))
                .execute(arguments.entrySet().stream()
                        .map(setting -> "--set=" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    private static final class Serving extends HelpTest.Idle {
        private final Consumer<Settings> work;

        Serving(Consumer<Settings> work) {
            this.work = work;
        }

        @Override
        public void serve(Settings settings) {
            work.accept(settings);
        }
    }
}
