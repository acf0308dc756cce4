package io.rollcall.server.groups;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.TestCommands;
import io.rollcall.server.testing.TestCommands.Ended;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import org.junit.jupiter.api.Test;

/** {@code rollcall group list}, {@code map}, {@code unmap} and {@code decide}, as text and as JSON. */
class GroupRoleCommandsIT {
    private final TestCommands rollcall = new TestCommands(TestServer.shared());
    private final TestOrganization organization = TestOrganization.create().withGroups();
    private final ScimClient client = organization.client();
    private final String jane = client.post("/Users", "{\"userName\":\"jane\",\"jotform_user_role\":\"admin\"}")
            .id();
    private final String john = client.post("/Users", "{\"userName\":\"john\"}").id();
    private final String staff = client.post(
                    "/Groups",
                    "{\"displayName\":\"Staff\",\"members\":[{\"value\":\"" + jane + "\"},{\"value\":\"" + john
                            + "\"}]}")
            .id();

    private String group(String verb, String... more) {
        String[] arguments = new String[more.length + 3];
        arguments[0] = "group";
        arguments[1] = verb;
        arguments[2] = organization.slug();
        System.arraycopy(more, 0, arguments, 3, more.length);
        Ended ended = rollcall.run(arguments);
        assertThat(ended.code()).as(ended.err()).isZero();
        return ended.out();
    }

    private String role(String user) {
        return client.get("/Users/" + user).text("/jotform_user_role");
    }

    @Test
    void mapsAndUnmapsByName() {
        assertThat(group("map", "staff", "group_member", "--dry-run"))
                .contains("Nothing was changed. Users who would get another role: 1 (john)");
        assertThat(role(john)).isEmpty();

        assertThat(group("map", "staff", "group_member"))
                .contains("Mapped the group 'Staff' to the role 'group_member'. Users who got another role: 1 (john)");
        assertThat(role(john)).isEqualTo("group_member");
        assertThat(group("list")).contains(staff, "Staff", "group_member");
        assertThat(group("list", "--json")).contains("\"members\":2", "\"role\":\"group_member\"");
        assertThat(rollcall.run("user", "show", organization.slug(), "john").out())
                .contains("group_member (from the group 'Staff')");

        assertThat(group("unmap", staff, "--dry-run")).contains("1 (john)");
        assertThat(group("unmap", staff, "--json"))
                .contains(
                        "\"id\":\"" + staff + "\"",
                        "\"dryRun\":false",
                        "\"changedUsers\":{\"total\":1,\"firstUserNames\":[\"john\"]}")
                .doesNotContain("\"role\"");
        assertThat(role(john)).isEmpty();
    }

    @Test
    void letsGroupsDecide() {
        group("map", staff, "group_member");

        assertThat(group("decide", "on", "--dry-run", "--json"))
                .contains("\"groupsDecide\":false", "\"firstUserNames\":[\"jane\"]");
        assertThat(role(jane)).isEqualTo("admin");
        assertThat(group("decide", "on")).contains("Mapped groups come before assigned roles.", "1 (jane)");
        assertThat(role(jane)).isEqualTo("group_member");
        assertThat(group("decide", "off")).contains("Assigned roles come before mapped groups.", "1 (jane)");
        assertThat(role(jane)).isEqualTo("admin");
    }

    @Test
    void saysWhatIsWrong() {
        Ended unknown = rollcall.run("group", "map", organization.slug(), "Stuff", "group_member");
        assertThat(unknown.code()).isEqualTo(1);
        assertThat(unknown.err()).contains("no group with the id or displayName 'Stuff'");
        Ended personal = rollcall.run("group", "map", organization.slug(), "Staff", "admin");
        assertThat(personal.code()).isEqualTo(1);
        assertThat(personal.err()).contains("Set its kind to group or both");
        assertThat(rollcall.run("group", "decide", organization.slug(), "maybe").code())
                .isEqualTo(2);
    }
}
