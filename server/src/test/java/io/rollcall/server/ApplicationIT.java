package io.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.testing.TestCommands;
import io.rollcall.server.testing.TestCommands.Ended;
import io.rollcall.server.testing.TestDatabase;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A command opens the database by itself, beside whatever server runs on it. */
class ApplicationIT {
    @Test
    void runsACommandOnADatabaseThatAServerHasOpen() {
        String slug = "a" + UUID.randomUUID().toString().substring(0, 8);

        Ended created = run("organization", "create", slug, "--json");

        assertThat(created.code()).as(created.err()).isZero();
        assertThat(created.json().path("slug").asText()).isEqualTo(slug);
        assertThat(run("token", "generate", slug, "--json").json().fieldNames().next())
                .isEqualTo("token");
    }

    @Test
    void reportsASettingThatAFeatureCannotUse() {
        Ended refused = run("organization", "list", "--set", "tokens.rotation-grace-hours=soon");

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("tokens.rotation-grace-hours is 'soon'");
    }

    private static Ended run(String... arguments) {
        Stream<String> settings = TestDatabase.settings().entrySet().stream()
                .flatMap(setting -> Stream.of("--set", setting.getKey() + "=" + setting.getValue()));
        List<String> all = Stream.concat(Stream.of(arguments), settings).toList();
        return TestCommands.run(new Application(), all.toArray(String[]::new));
    }
}
