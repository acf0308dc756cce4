package io.rollcall.server.cli.secret;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.secrets.Secrets;
import io.rollcall.server.testing.TestCommands;
import io.rollcall.server.testing.TestCommands.Ended;
import io.rollcall.server.testing.TestServer;
import org.junit.jupiter.api.Test;

/** The keys that all servers share, from a terminal. */
class SecretCommandIT {
    private final RunningServer server = TestServer.shared();
    private final TestCommands rollcall = new TestCommands(server);
    private final Secrets secrets = server.component(Secrets.class);

    @Test
    void listsEveryKeyThatTheServersShareAndNeverItsText() {
        for (String name : Secrets.NAMES) {
            int id = secrets.keys(name).current().id();

            Ended listed = rollcall.run("secret", "list");
            assertThat(listed.code()).isZero();
            assertThat(listed.out()).containsPattern(name.replace(".", "\\.") + " +" + id + " +\\S+ +in use");
            assertThat(rollcall.run("secret", "list", "--json").out())
                    .contains("{\"name\":\"" + name + "\",\"id\":" + id + ",");
        }
    }

    @Test
    void replacesTheKeyOfTheConsolesCookies() {
        int old = secrets.keys(Secrets.COOKIES).current().id();

        Ended rotated = rollcall.run("secret", "rotate", Secrets.COOKIES);

        assertThat(rotated.code()).isZero();
        assertThat(rotated.out()).contains("The cookie key").contains("stay valid until they expire");
        assertThat(secrets.reload(Secrets.COOKIES).current().id()).isGreaterThan(old);
    }

    @Test
    void refusesANameThatNoKeyHas() {
        Ended refused = rollcall.run("secret", "rotate", "console.cookie");

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("console.cookies, scim.cursors");
    }
}
