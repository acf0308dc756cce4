package io.rollcall.server.cli.role;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.scim.TestJson;
import io.rollcall.server.testing.TestCommands;
import io.rollcall.server.testing.TestCommands.Ended;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The life of a role from a terminal. */
class RoleCommandIT {
    private final TestCommands rollcall = new TestCommands(TestServer.shared());
    private final TestOrganization organization = TestOrganization.create();
    private final String slug = organization.organization().slug().value();

    @Test
    void printsTheTablesToEnterInOkta() {
        role("add", slug, "auditor", "--name", "Auditor", "--kind", "both");

        assertThat(role("list", slug, "--okta").out()).isEqualToNormalizingNewlines("""
                In Okta: Directory, Profile Editor, the application's profile, the role attribute,
                'Define enumerated list of values'. Enter each row as it stands here.

                Attribute type Personal:
                Display name  Value
                Admin         admin
                User          user
                Creator       creator
                Data Viewer   data_viewer
                Auditor       auditor

                Attribute type Group:
                Display name  Value
                Group Admin   group_admin
                Group Member  group_member
                Auditor       auditor

                """);
    }

    @Test
    void printsThemForScriptsToo() {
        for (String value : new String[] {"admin", "user", "creator", "group_admin"}) {
            role("retire", slug, value);
        }

        assertThat(TestJson.json(role("list", slug, "--okta", "--json").out()))
                .isEqualTo(TestJson.json("{'personal':[{'displayName':'Data Viewer','value':'data_viewer'}],"
                        + "'group':[{'displayName':'Group Member','value':'group_member'}]}"));
    }

    @Test
    void leadsARoleThroughItsLife() {
        assertThat(role("add", slug, "auditor").out())
                .contains("Added the role 'auditor'")
                .contains("rollcall role list " + slug + " --okta");
        assertThat(role("rename", slug, "auditor", "Reads all").code()).isZero();
        assertThat(role("kind", slug, "auditor", "group").code()).isZero();
        assertThat(TestJson.json(role("move", slug, "auditor", "2", "--json").out()))
                .isEqualTo(TestJson.json("{'value':'auditor','displayName':'Reads all','kind':'group','position':2,"
                        + "'status':'active','grantableByIdp':true,'isDefault':false}"));
        createUser("auditor");
        assertThat(role("retire", slug, "auditor", "--dry-run").out()).contains("1 (jane)");
        assertThat(TestJson.json(
                        role("retire", slug, "auditor", "--dry-run", "--json").out()))
                .isEqualTo(TestJson.json("{'value':'auditor','displayName':'Reads all','kind':'group','position':2,"
                        + "'status':'active','grantableByIdp':true,'isDefault':false,"
                        + "'holders':{'total':1,'firstUserNames':['jane']}}"));
        assertThat(role("list", slug).out()).doesNotContain("retired");
        assertThat(role("retire", slug, "auditor").out()).contains("keep it: 1 (jane)");
        assertThat(role("list", slug).out())
                .containsPattern("2 +auditor +Reads all +group +retired: nobody else gets it");
        assertThat(role("reinstate", slug, "auditor").code()).isZero();

        Ended held = role("delete", slug, "auditor");
        assertThat(held.code()).isEqualTo(1);
        assertThat(held.out()).isEmpty();
        assertThat(held.err()).contains("users have it: 1 (jane)").contains("retire it");

        assertThat(role("delete", slug, "creator").out()).contains("Deleted the role 'creator'");
        assertThat(role("list", slug, "--json").out()).doesNotContain("creator").hasLineCount(6);
    }

    @Test
    void choosesADefaultAndForbidsWhatProvidersMayNotGive() {
        assertThat(role("default", slug, "user").out()).contains("now get 'user'");
        assertThat(role("forbid", slug, "user").err()).contains("Choose another default");
        assertThat(role("forbid", slug, "admin").out()).contains("no longer give the role 'admin'");
        assertThat(role("list", slug).out())
                .containsPattern("admin +Admin +personal +identity providers cannot give it")
                .containsPattern("user +User +personal +default for new users");
        assertThat(role("default", slug, "admin").err()).contains("allow");
        assertThat(role("allow", slug, "admin").code()).isZero();
        assertThat(role("nodefault", slug).out()).contains("no default role");
        assertThat(role("list", slug).out()).doesNotContain("default for", "cannot give");
    }

    @Test
    void saysWhatToDoWhereSomethingIsWrong() {
        assertThat(role().err()).contains("list, add, rename");
        assertThat(role("add", slug, "a,b").err()).contains("no comma");
        assertThat(role("add", slug, "admin").err()).contains("already a role 'admin'");
        assertThat(role("rename", slug, "Admin", "X").err()).contains("no role 'Admin'", "admin, user", "Case counts");
        assertThat(role("add", slug, "x", "--kind", "team").err()).contains("Use personal, group or both");
        assertThat(role("list", "nobody-here").err()).contains("no organization with the slug 'nobody-here'");
        assertThat(role("move", slug, "admin", "first").code()).isEqualTo(2);
    }

    private void createUser(String role) {
        assertThat(organization
                        .client()
                        .post("/Users", "{\"userName\":\"jane\",\"jotform_user_role\":\"" + role + "\"}")
                        .status())
                .isEqualTo(201);
    }

    private Ended role(String... arguments) {
        return rollcall.run(
                Stream.concat(Stream.of("role"), Stream.of(arguments)).toArray(String[]::new));
    }
}
