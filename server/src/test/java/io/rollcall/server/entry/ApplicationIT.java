package io.rollcall.server.entry;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.config.Settings;
import io.rollcall.server.testing.RollcallProgram;
import io.rollcall.server.testing.RollcallProgram.Finished;
import io.rollcall.server.testing.TestCommands.Ended;
import io.rollcall.server.testing.TestDatabase;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
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

    /** Every feature removes its rows, also those that only servers read otherwise. */
    @Test
    void deletesAnOrganizationWithAllItsData() {
        String slug = "d" + UUID.randomUUID().toString().substring(0, 8);
        assertThat(run("organization", "create", slug).code()).isZero();

        Ended deleted = run("organization", "delete", slug, "--confirm", slug, "--no-export", "--json");

        assertThat(deleted.code()).as(deleted.err()).isZero();
        assertThat(run("organization", "show", slug).err()).contains("no organization with the slug");
    }

    @Test
    void reportsASettingThatAFeatureCannotUse() {
        Ended refused = run("organization", "list", "--set", "tokens.rotation-grace-hours=soon");

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("tokens.rotation-grace-hours is 'soon'");
    }

    /** As a process of its own, since the database's password may come by the environment only. */
    private static Ended run(String... arguments) {
        Map<String, String> environment = TestDatabase.settings().entrySet().stream()
                .collect(Collectors.toMap(setting -> Settings.environmentName(setting.getKey()), Map.Entry::getValue));
        Finished finished = new RollcallProgram(environment).run(arguments);
        return new Ended(finished.exitCode(), finished.out(), finished.err());
    }
}
