package io.rollcall.server.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.server.administrators.Administrator;
import io.rollcall.server.administrators.Administrators;
import io.rollcall.server.config.Settings;
import io.rollcall.server.database.DatabaseConfig;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.StartupProblem;
import io.rollcall.server.testing.TestCommands;
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
    void hasARandomNameAndIsNotMadeAgainOnceRemoved(@TempDir Path folder) {
        try (RunningServer server = start(Map.of("data.dir", folder.toString()))) {
            try (RunningServer other = start(databaseOf(server))) {
                Administrators administrators = server.component(Administrators.class);
                makesOneHoweverManyServersStartAtOnce(administrators, server);
                makesNoOtherWhenTheOneIsRemoved(administrators, other);
            }
        }
    }

    private static void makesOneHoweverManyServersStartAtOnce(Administrators administrators, RunningServer server) {
        List<Optional<Administrators.IssuedPassword>> made = Together.run(4, number -> administrators.addFirst());
        assertThat(made.stream().flatMap(Optional::stream)).hasSize(1);
        Administrator first = administrators.list().get(0);
        assertThat(first.name()).matches("admin-[a-hjkmnp-z2-9]{6}");
        assertThat(first.isOperator()).isTrue();
        assertThat(server.firstAdministrator()).isEmpty();
        removesTheLastOneOnlyIfThatIsConfirmed(administrators, first, server);
    }

    private static void removesTheLastOneOnlyIfThatIsConfirmed(
            Administrators administrators, Administrator first, RunningServer server) {
        assertThatThrownBy(() -> administrators.delete(first.name(), Optional.empty(), OPERATOR))
                .isInstanceOf(Refusal.class)
                .hasMessageContainingAll("the last operator", first.name());
        assertThatThrownBy(() -> administrators.delete(first.name(), Optional.of("another"), OPERATOR))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("'another'");
        TestCommands rollcall = new TestCommands(server);
        TestCommands.Ended refused = rollcall.run("administrator", "remove", first.name());
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("--confirm " + first.name());
        administrators.add("second", Optional.empty(), OPERATOR);
        List<Boolean> removed =
                Together.run(2, number -> isRemoved(administrators, number == 0 ? first.name() : "second"));
        assertThat(removed).containsExactlyInAnyOrder(true, false);

        String last = administrators.list().get(0).name();
        assertThat(rollcall.run("administrator", "remove", last, "--confirm", last)
                        .code())
                .isZero();
        assertThat(administrators.list()).isEmpty();
        assertThat(Banner.of(server))
                .doesNotContain("password")
                .contains("Sign in as      nobody", "rollcall administrator add operator");
        assertThat(administrators.list()).isEmpty();
    }

    private static boolean isRemoved(Administrators administrators, String name) {
        try {
            administrators.delete(name, Optional.empty(), OPERATOR);
            return true;
        } catch (Refusal last) {
            return false;
        }
    }

    private static void makesNoOtherWhenTheOneIsRemoved(Administrators administrators, RunningServer other) {
        assertThat(other.firstAdministrator()).isEmpty();
        assertThat(administrators.list()).isEmpty();
        administrators.add("operator", Optional.empty(), OPERATOR);
        assertThat(Banner.of(other)).doesNotContain("Sign in as");
    }

    @Test
    void hasTheNameOfTheSettingsAndIsPrintedOnce(@TempDir Path folder) {
        try (RunningServer server =
                start(Map.of("data.dir", folder.toString(), "console.first-administrator", "keeper@example.com"))) {
            assertThat(Banner.of(server)).containsPattern("Sign in as +keeper@example.com +password [a-z2-9-]{23} ");
            assertThat(Banner.of(server)).doesNotContain("Sign in as");
        }
    }

    @Test
    void refusesASettingThatCannotBeAName() {
        assertThatThrownBy(() -> start(Map.of("console.first-administrator", "two\nlines")))
                .isInstanceOf(StartupProblem.class)
                .hasMessageContaining("console.first-administrator");
    }
}
