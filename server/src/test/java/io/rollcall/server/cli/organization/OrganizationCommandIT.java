package io.rollcall.server.cli.organization;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.testing.TestCommands;
import io.rollcall.server.testing.TestCommands.Ended;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import io.rollcall.server.tokens.RejectedTokens;
import io.rollcall.server.tokens.TokenSuccesses;
import io.rollcall.server.tokens.Tokens;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The life of an organization from a terminal. */
class OrganizationCommandIT {
    private final TestCommands rollcall = new TestCommands(TestServer.shared());
    private final String slug = "c" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void createsOneAndSaysWhatComesNext() {
        Ended created = rollcall.run("organization", "create", slug, "--name", "Acme Inc.");

        assertThat(created.code()).isZero();
        assertThat(created.lines())
                .containsExactly(
                        "Created the organization '" + slug + "'.",
                        "SCIM base URL: " + url(slug),
                        "Next: rollcall token generate " + slug);
        JsonNode shown = show();
        assertThat(shown.path("name").asText()).isEqualTo("Acme Inc.");
        assertThat(shown.path("scimBaseUrl").asText()).isEqualTo(url(slug));
        assertThat(shown.path("status").asText()).isEqualTo("active");
    }

    @Test
    void showsTheConnectionAsTheOverviewAndTheTokensHaveIt() {
        TestOrganization organization = TestOrganization.create();
        RunningServer server = TestServer.shared();
        long id = organization.issued().token().id();
        assertThat(rollcall.run("organization", "show", organization.slug()).out())
                .contains("Active tokens  1", "Last success   never", "Last rejected  never");
        organization.client().get("/Users");
        server.component(TokenSuccesses.class).write();
        JsonNode token =
                rollcall.run("token", "list", organization.slug(), "--json").json();
        JsonNode used = rollcall.run("organization", "show", organization.slug(), "--json")
                .json();
        assertThat(used.path("lastSuccess").asText())
                .isNotEmpty()
                .isEqualTo(token.path("lastSuccess").asText());

        server.component(Tokens.class).revoke(organization.id(), id, Actor.system());
        organization.client().get("/Users");
        server.component(RejectedTokens.class).writeAll();
        assertThat(rollcall.run("organization", "show", organization.slug()).out())
                .contains("Active tokens  0", ", with the token " + id);
    }

    @Test
    void printsOneLineOfJson() {
        Ended created = rollcall.run("organization", "create", slug, "--json");

        assertThat(created.lines()).hasSize(1);
        assertThat(created.json().path("slug").asText()).isEqualTo(slug);
        assertThat(created.json().path("name").asText()).isEqualTo(slug);
        assertThat(rollcall.run("organization", "list", "--json").lines())
                .contains(created.out().strip());
    }

    @Test
    void listsThemUnderHeadings() {
        create();
        rollcall.run("organization", "scim", "off", slug);

        Ended listed = rollcall.run("organization", "list");

        assertThat(listed.lines().get(0)).matches("SLUG +STATE +NAME +SCIM BASE URL");
        assertThat(listed.lines()).anyMatch(line -> line.matches(slug + " +SCIM off +" + slug + " +" + url(slug)));
    }

    @Test
    void renamesTheSlugAndTheNameAndFindsItByBothSlugs() {
        create();
        String renamed = slug + "-2";

        Ended ended = rollcall.run("organization", "rename", slug, renamed, "--name", "Apex");

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("'" + slug + "' is now '" + renamed + "'", "Apex", url(renamed));
        JsonNode shown = show();
        assertThat(shown.path("slug").asText()).isEqualTo(renamed);
        assertThat(shown.path("name").asText()).isEqualTo("Apex");
        assertThat(shown.at("/formerSlugs/0/slug").asText()).isEqualTo(slug);
        assertThat(rollcall.run("organization", "show", renamed).out()).contains(slug + " until 20");
    }

    @Test
    void givesItAnotherNameAlone() {
        create();

        Ended ended = rollcall.run("organization", "rename", slug, "--name", "Apex", "--json");

        assertThat(ended.json().path("slug").asText()).isEqualTo(slug);
        assertThat(ended.json().path("name").asText()).isEqualTo("Apex");
    }

    @Test
    void suspendsAndResumes() {
        create();

        assertThat(rollcall.run("organization", "suspend", slug).out())
                .contains("is suspended", "rollcall organization resume " + slug);
        assertThat(show().path("status").asText()).isEqualTo("suspended");
        assertThat(rollcall.run("organization", "resume", slug).out()).contains("is active");
        assertThat(show().path("status").asText()).isEqualTo("active");
    }

    @Test
    void switchesScimOffAndOn() {
        create();

        assertThat(rollcall.run("organization", "scim", "off", slug).out()).contains("is off");
        assertThat(show().path("scimEnabled").asBoolean()).isFalse();
        assertThat(rollcall.run("organization", "scim", "on", slug, "--json")
                        .json()
                        .path("scimEnabled")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void switchesGroupsOnAndOff() {
        create();
        assertThat(show().path("groupsEnabled").isBoolean()).isTrue();
        assertThat(show().path("groupsEnabled").asBoolean()).isFalse();

        assertThat(rollcall.run("organization", "groups", "on", slug).out()).contains("groups are on");
        assertThat(show().path("groupsEnabled").asBoolean()).isTrue();
        assertThat(rollcall.run("organization", "groups", "off", slug, "--json")
                        .json()
                        .path("groupsEnabled")
                        .booleanValue())
                .isFalse();
    }

    @Test
    void showsWhatSwitchingGroupsOffHides() {
        TestOrganization organization = TestOrganization.create().withGroups();
        String jane =
                organization.client().post("/Users", "{\"userName\":\"jane\"}").id();
        for (String name : List.of("Staff", "Team")) {
            organization
                    .client()
                    .post("/Groups", "{\"displayName\":\"" + name + "\",\"members\":[{\"value\":\"" + jane + "\"}]}");
        }
        String[] off = {"organization", "groups", "off", organization.slug()};

        assertThat(rollcall.run("organization", "groups", "off", organization.slug(), "--dry-run")
                        .out())
                .contains("Nothing was changed", "2 groups with 2 memberships");
        JsonNode preview = rollcall.run("organization", "groups", "off", organization.slug(), "--dry-run", "--json")
                .json();
        assertThat(preview.path("groupsEnabled").booleanValue()).isTrue();
        assertThat(preview.path("groups").asInt()).isEqualTo(2);
        assertThat(preview.path("memberships").asInt()).isEqualTo(2);

        assertThat(rollcall.run(off).out()).contains("groups are off", "2 groups with 2 memberships");
    }

    @Test
    void deletesOnlyWhatIsConfirmed() {
        create();

        Ended refused = rollcall.run("organization", "delete", slug, "--confirm", "acme");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("confirm with its slug '" + slug + "'");
        assertThat(show().path("status").asText()).isEqualTo("active");

        Ended deleted = rollcall.run("organization", "delete", slug, "--confirm", slug, "--json");
        assertThat(deleted.code()).isZero();
        assertThat(deleted.json().path("deleted").asBoolean()).isTrue();
        Ended gone = rollcall.run("organization", "show", slug);
        assertThat(gone.code()).isEqualTo(1);
        assertThat(gone.err()).contains("no organization with the slug '" + slug + "'", "rollcall organization list");
    }

    @Test
    void refusesATakenAndAnImpossibleSlugWithExitCode1() {
        create();

        Ended taken = rollcall.run("organization", "create", slug);
        assertThat(taken.code()).isEqualTo(1);
        assertThat(taken.err()).contains("'" + slug + "' is taken");
        Ended impossible = rollcall.run("organization", "create", "A_B");
        assertThat(impossible.code()).isEqualTo(1);
        assertThat(impossible.err()).contains("lower-case letters");
    }

    private void create() {
        assertThat(rollcall.run("organization", "create", slug).code()).isZero();
    }

    private JsonNode show() {
        return rollcall.run("organization", "show", slug, "--json").json();
    }

    private static String url(String slug) {
        return "https://" + slug + "." + TestServer.BASE_DOMAIN + "/API/enterprise/scim";
    }
}
