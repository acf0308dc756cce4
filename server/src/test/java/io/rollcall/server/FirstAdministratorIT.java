package io.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.server.administrators.Administrator;
import io.rollcall.server.administrators.Administrators;
import io.rollcall.server.administrators.IssuedPassword;
import io.rollcall.server.config.Settings;
import io.rollcall.server.database.DatabaseConfig;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.StartupProblem;
import io.rollcall.server.testing.Together;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first start makes one administrator, by a name that no stranger knows. */
class FirstAdministratorIT {
    private static final Actor OPERATOR = Actor.operator();

    private static RunningServer start(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of("http.port", "0", "http.address", "127.0.0.1"));
        all.putAll(settings);
        return RunningServer.start(Settings.load(Map.of(), all));
    }

    private static Map<String, String> databaseOf(RunningServer server) {
        DatabaseConfig config = server.component(DatabaseConfig.class);
        return Map.of(
                "database.url", config.url().orElseThrow(),
                "database.user", config.user(),
                "database.password", config.password());
    }

    @Test
    void hasARandomNameThatIsPrintedOnceOrTheOneOfTheSettings(@TempDir Path folder) {
        try (RunningServer server = start(Map.of("data.dir", folder.toString()))) {
            Map<String, String> settings = new HashMap<>(databaseOf(server));
            settings.put("console.first-administrator", "keeper@example.com");
            try (RunningServer other = start(settings)) {
                Administrators administrators = server.component(Administrators.class);
                makesOneHoweverManyServersStartAtOnce(administrators, server);
                keepsTheOneThatIsThere(administrators, other);
                takesTheNameOfTheSettings(administrators, other);
            }
        }
    }

    private static void makesOneHoweverManyServersStartAtOnce(Administrators administrators, RunningServer server) {
        List<Optional<IssuedPassword>> made = Together.run(4, number -> administrators.addFirst());
        assertThat(made.stream().flatMap(Optional::stream)).hasSize(1);
        Administrator first = administrators.list().get(0);
        assertThat(first.name()).matches("admin-[a-hjkmnp-z2-9]{6}");
        assertThat(first.isOperator()).isTrue();

        administrators.delete(first.name(), OPERATOR);
        assertThat(Banner.of(server)).containsPattern("Sign in as +" + first.name() + " +password [a-z2-9-]{23} ");
        assertThat(Banner.of(server)).doesNotContain("Sign in as");
    }

    private static void keepsTheOneThatIsThere(Administrators administrators, RunningServer other) {
        assertThat(other.firstAdministrator()).isEmpty();
        assertThat(administrators.list()).hasSize(1);
    }

    private static void takesTheNameOfTheSettings(Administrators administrators, RunningServer other) {
        administrators.list().forEach(administrator -> administrators.delete(administrator.name(), OPERATOR));
        assertThat(Banner.of(other)).containsPattern("Sign in as +keeper@example.com +password ");
    }

    @Test
    void refusesASettingThatCannotBeAName() {
        assertThatThrownBy(() -> start(Map.of("console.first-administrator", "two\nlines")))
                .isInstanceOf(StartupProblem.class)
                .hasMessageContaining("console.first-administrator");
    }
}
