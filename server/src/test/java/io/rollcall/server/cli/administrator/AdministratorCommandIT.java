package io.rollcall.server.cli.administrator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.server.administrators.Administrators;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.SecretText;
import io.rollcall.server.testing.TestCommands;
import io.rollcall.server.testing.TestCommands.Ended;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Administrators from a terminal. */
class AdministratorCommandIT {
    private final TestCommands rollcall = new TestCommands(TestServer.shared());
    private final TestOrganization organization = TestOrganization.create();
    private final String name = "jane." + UUID.randomUUID() + "@example.com";

    private static SecretText signIn(String name, String password) {
        return TestServer.shared()
                .component(Administrators.class)
                .signIn(name, password, Optional.empty(), Actor.system())
                .session();
    }

    @Test
    void addsOneWhoSignsInWithThePrintedPassword() {
        Ended added = rollcall.run("administrator", "add", name, "--organization", organization.slug());
        assertThat(added.code()).isZero();
        assertThat(added.lines()).hasSize(2);
        String password = added.lines().get(0).replaceFirst(".*: ", "");
        assertThat(signIn(name, password)).isNotNull();
        assertThat(added.lines().get(1)).contains("has to be changed");
    }

    @Test
    void printsJsonForScripts() {
        JsonNode added = rollcall.run("administrator", "add", name, "--organization", organization.slug(), "--json")
                .json();
        assertThat(added.at("/administrator/name").asText()).isEqualTo(name);
        assertThat(added.at("/administrator/organization").asText()).isEqualTo(organization.slug());
        assertThat(signIn(name, added.path("password").asText())).isNotNull();
    }

    @Test
    void listsThemAndNeverTheirPasswords() {
        String password = rollcall.run("administrator", "add", name, "--json")
                .json()
                .path("password")
                .asText();
        Ended listed = rollcall.run("administrator", "list");
        assertThat(listed.out()).contains(name, "all", "never").doesNotContain(password);
        assertThat(rollcall.run("administrator", "list", "--json").out())
                .contains("\"name\":\"" + name + "\"")
                .doesNotContain("argon2");
    }

    @Test
    void givesANewPassword() {
        String first = rollcall.run("administrator", "add", name, "--json")
                .json()
                .path("password")
                .asText();
        String second = rollcall.run("administrator", "reset-password", name.toUpperCase(), "--json")
                .json()
                .path("password")
                .asText();
        assertThat(second).isNotEqualTo(first);
        assertThat(signIn(name, second)).isNotNull();
    }

    @Test
    void removesOne() {
        rollcall.run("administrator", "add", name);
        assertThat(rollcall.run("administrator", "remove", name).code()).isZero();
        Ended again = rollcall.run("administrator", "remove", name);
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err()).contains("There is no administrator");
    }

    @Test
    void refusesTheSameNameTwiceAndAnUnknownOrganization() {
        rollcall.run("administrator", "add", name);
        assertThat(rollcall.run("administrator", "add", name.toUpperCase()).err())
                .contains("is taken");
        assertThat(rollcall.run("administrator", "add", name + "2", "--organization", "no-such-one")
                        .err())
                .contains("no organization");
    }
}
