package io.rollcall.server.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.extensions.RoleAttribute;
import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityEntry;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.activity.ActivityQuery;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The life of a role, as identity providers and the organization see it. */
class RolesIT {
    private static final Actor ACTOR = Actor.operator();
    private static final String PATCH =
            "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":["
                    + "{\"op\":\"replace\",\"path\":\"%s\",\"value\":%s}]}";

    private final TestOrganization organization = TestOrganization.create();
    private final OrganizationId id = organization.organization().id();
    private final ScimClient client = organization.client();
    private final Roles roles = TestServer.shared().component(Roles.class);

    @Test
    void livesFromItsFirstToItsLastDay() {
        assertRefused(create("early", "auditor"), 400, "'auditor' is not a role");

        roles.add(id, "auditor", "Auditor", Role.Kind.BOTH, ACTOR);
        assertThat(offered()).endsWith("auditor");
        Response jane = create("jane", "auditor");
        assertThat(jane.text("/" + RoleAttribute.DEFAULT_NAME)).isEqualTo("auditor");

        roles.rename(id, "auditor", "Reads all", ACTOR);
        roles.changeKind(id, "auditor", Role.Kind.GROUP, ACTOR);
        roles.move(id, "auditor", 1, ACTOR);
        assertThat(roles.catalogue(id).roles().get(0)).isEqualTo(Role.of("auditor", "Reads all", Role.Kind.GROUP));
        assertThat(offered()).startsWith("auditor", "admin");

        roles.retire(id, "auditor", ACTOR);
        assertThat(offered()).doesNotContain("auditor");
        assertRefused(create("john", "auditor"), 400, "retired");

        roles.reinstate(id, "auditor", ACTOR);
        assertThat(create("john", "auditor").status()).isEqualTo(201);

        assertThatThrownBy(() -> roles.delete(id, "auditor", ACTOR)).hasMessageContaining("2 (jane, john)");
        client.delete("/Users/" + jane.id());
        Response john = client.filter("userName eq \"john\"");
        patch(john.text("/Resources/0/id"), RoleAttribute.DEFAULT_NAME, "\"user\"");
        roles.delete(id, "auditor", ACTOR);
        assertRefused(create("late", "auditor"), 400, "'auditor' is not a role");
        assertThat(log())
                .containsExactly(
                        ActivityKind.ROLE_DELETED,
                        ActivityKind.ROLE_REINSTATED,
                        ActivityKind.ROLE_RETIRED,
                        ActivityKind.ROLE_CHANGED,
                        ActivityKind.ROLE_CHANGED,
                        ActivityKind.ROLE_CHANGED,
                        ActivityKind.ROLE_ADDED);
    }

    @Test
    void leavesARetiredRoleToItsHoldersWhateverElseChanges() {
        Response jane = create("jane", "creator");
        roles.retire(id, "creator", ACTOR);
        String path = "/Users/" + jane.id();

        assertThat(client.put(path, user("jane", "creator", ",\"title\":\"Boss\""))
                        .status())
                .isEqualTo(200);
        assertThat(client.put(path, "{\"userName\":\"jane\",\"active\":false}").text("/" + RoleAttribute.DEFAULT_NAME))
                .isEqualTo("creator");
        assertThat(patch(jane.id(), "active", "true").status()).isEqualTo(200);
        assertThat(patch(jane.id(), RoleAttribute.DEFAULT_NAME, "\"creator\"").status())
                .isEqualTo(200);

        assertThat(patch(jane.id(), RoleAttribute.DEFAULT_NAME, "\"user\"").status())
                .isEqualTo(200);
        assertRefused(
                patch(jane.id(), RoleAttribute.DEFAULT_NAME, "\"creator\""),
                400,
                "retired",
                "Use one of: admin, user, ");
    }

    @Test
    void refusesARetiredRoleUnderTheExtensionsUrnToo() {
        Response jane = create("jane", "user");
        roles.retire(id, "creator", ACTOR);

        Response answer =
                patch(jane.id(), RoleAttribute.EXTENSION_URN + ":" + RoleAttribute.DEFAULT_NAME, "\"creator\"");

        assertRefused(answer, 400, "retired");
        assertThat(client.get("/Users/" + jane.id()).text("/" + RoleAttribute.DEFAULT_NAME))
                .isEqualTo("user");
    }

    @Test
    void saysWhoHasARole() {
        for (String name : List.of("u1", "u2", "u3", "u4", "u5", "u6")) {
            create(name, "creator");
        }

        assertThat(roles.holders(id, "creator"))
                .isEqualTo(new RoleHolderLookup.Holders(6, List.of("u1", "u2", "u3", "u4", "u5")))
                .extracting(RoleHolderLookup.Holders::inWords)
                .isEqualTo("6 (u1, u2, u3, u4, u5, ...)");
        assertThat(roles.holders(id, "admin").inWords()).isEqualTo("none");
        assertThatThrownBy(() -> roles.holders(id, "x")).hasMessageContaining("There is no role 'x'");
    }

    @Test
    void isGivenByNoIdentityProviderWhereForbidden() {
        Response jane = create("jane", "admin");
        Response john = create("john", "user");

        roles.forbid(id, "admin", ACTOR);

        assertThat(offered()).doesNotContain("admin");
        Response refused = patch(john.id(), RoleAttribute.DEFAULT_NAME, "\"admin\"");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().has("scimType")).isFalse();
        assertThat(refused.text("/detail")).contains("'admin'", "identity provider", "Use one of: user, ");
        assertThat(create("ada", "admin").status()).isEqualTo(403);
        assertThat(client.put("/Users/" + jane.id(), user("jane", "admin", ",\"title\":\"Boss\""))
                        .status())
                .isEqualTo(200);
        roles.allow(id, "admin", ACTOR);
        assertThat(patch(john.id(), RoleAttribute.DEFAULT_NAME, "\"admin\"").status())
                .isEqualTo(200);
    }

    @Test
    void comesWithNewUsersWhereItIsTheDefault() {
        Response before = client.post("/Users", "{\"userName\":\"before\"}");
        roles.makeDefault(id, "user", ACTOR);

        Response created = client.post("/Users", "{\"userName\":\"jane\"}");
        assertThat(created.text("/" + RoleAttribute.DEFAULT_NAME)).isEqualTo("user");
        assertThat(client.get("/Users/" + created.id()).body()).isEqualTo(created.body());
        assertThat(client.filter(RoleAttribute.DEFAULT_NAME + " eq \"user\"").text("/totalResults"))
                .isEqualTo("1");
        assertThat(client.post("/Users", "{\"userName\":\"empty\",\"" + RoleAttribute.DEFAULT_NAME + "\":\"\"}")
                        .text("/" + RoleAttribute.DEFAULT_NAME))
                .isEqualTo("user");
        assertThat(create("john", "admin").text("/" + RoleAttribute.DEFAULT_NAME))
                .isEqualTo("admin");
        assertThat(client.put("/Users/" + before.id(), "{\"userName\":\"before\",\"title\":\"Boss\"}")
                        .json()
                        .has(RoleAttribute.DEFAULT_NAME))
                .isFalse();

        roles.clearDefault(id, ACTOR);
        assertThat(client.post("/Users", "{\"userName\":\"after\"}").json().has(RoleAttribute.DEFAULT_NAME))
                .isFalse();
    }

    /** Each server keeps a copy of the catalogue for a second. */
    @Test
    void comesWithNewUsersOnServersThatHaveAnOlderCopyOfTheCatalogue() {
        RunningServer other = TestServer.second();
        ScimClient elsewhere = organization.client(other);
        assertThat(elsewhere.post("/Users", "{\"userName\":\"a\"}").json().has(RoleAttribute.DEFAULT_NAME))
                .isFalse();
        roles.makeDefault(id, "user", ACTOR);
        assertThat(elsewhere.post("/Users", "{\"userName\":\"b\"}").text("/" + RoleAttribute.DEFAULT_NAME))
                .isEqualTo("user");
        roles.makeDefault(id, "creator", ACTOR);
        assertThat(elsewhere.post("/Users", "{\"userName\":\"c\"}").text("/" + RoleAttribute.DEFAULT_NAME))
                .isEqualTo("creator");
        roles.clearDefault(id, ACTOR);
        assertThat(elsewhere.post("/Users", "{\"userName\":\"d\"}").json().has(RoleAttribute.DEFAULT_NAME))
                .isFalse();
    }

    @Test
    void staysWhatNewUsersCanGetWhileItIsTheDefault() {
        roles.makeDefault(id, "user", ACTOR);

        assertThatThrownBy(() -> roles.retire(id, "user", ACTOR)).hasMessageContaining("default");
        assertThatThrownBy(() -> roles.forbid(id, "user", ACTOR)).hasMessageContaining("default");
        assertThatThrownBy(() -> roles.delete(id, "user", ACTOR)).hasMessageContaining("default");
        roles.makeDefault(id, "creator", ACTOR);
        roles.delete(id, "user", ACTOR);
        assertThat(client.post("/Users", "{\"userName\":\"jane\"}").text("/" + RoleAttribute.DEFAULT_NAME))
                .isEqualTo("creator");
    }

    @Test
    void isKnownToAnotherServerWithinASecondAndGivenByItAtOnce() {
        RunningServer other = TestServer.second();
        ScimClient there = new ScimClient(TestServer.scimUrl(other), organization.token());
        assertThat(there.get("/Roles").body()).doesNotContain("auditor");

        roles.add(id, "auditor", "Auditor", Role.Kind.PERSONAL, ACTOR);
        assertThat(there.post("/Users", user("jane", "auditor", "")).status()).isEqualTo(201);
        roles.retire(id, "auditor", ACTOR);
        assertRefused(there.post("/Users", user("john", "auditor", "")), 400, "retired");
        roles.reinstate(id, "auditor", ACTOR);

        assertThat(Eventually.withinASecond(
                        () -> List.of(
                                there.get("/Roles").body(),
                                there.get("/Schemas").body()),
                        bodies -> bodies.stream().allMatch(body -> body.contains("auditor"))))
                .allSatisfy(body -> assertThat(body).contains("auditor"));
    }

    @Test
    void tellsTheLogWhatChanged() {
        roles.rename(id, "user", "Member", ACTOR);
        roles.rename(id, "user", "Member", ACTOR);

        List<ActivityEntry> entries = entries();

        assertThat(entries).hasSize(1);
        assertThat(entries.get(0).subject()).isEqualTo("user");
        assertThat(entries.get(0).actor()).isEqualTo(ACTOR);
        assertThat(entries.get(0).changes()).isEqualTo("{\"displayName\":{\"before\":\"User\",\"after\":\"Member\"}}");
    }

    @Test
    void belongsToItsOrganizationAlone() {
        TestOrganization other = TestOrganization.create();
        roles.add(id, "auditor", "Auditor", Role.Kind.PERSONAL, ACTOR);
        create("jane", "auditor");
        roles.retire(id, "user", ACTOR);

        assertThat(other.client().post("/Users", user("jane", "user", "")).status())
                .isEqualTo(201);
        assertThat(other.client().post("/Users", user("john", "auditor", "")).status())
                .isEqualTo(400);
        assertThat(roles.holders(other.organization().id(), "user").count()).isEqualTo(1);
        assertThat(roles.holders(id, "user").count()).isZero();
    }

    @Test
    void keepsTheOrderAfterARoleIsGone() {
        roles.delete(id, "user", ACTOR);
        roles.add(id, "zeta", "Zeta", Role.Kind.PERSONAL, ACTOR);
        roles.add(id, "alpha", "Alpha", Role.Kind.PERSONAL, ACTOR);

        assertThat(offered())
                .containsExactly("admin", "creator", "data_viewer", "group_admin", "group_member", "zeta", "alpha");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Größe/α", "100 %?#", "a+b", "\uD83D\uDE00"})
    void takesAnyCharacterInAValue(String value) {
        roles.add(id, value, "Odd", Role.Kind.PERSONAL, ACTOR);

        Response jane = create("jane", value);

        assertThat(jane.text("/" + RoleAttribute.DEFAULT_NAME)).isEqualTo(value);
        JsonNode listed = client.get("/Roles?startIndex=7").json().at("/Resources/0");
        assertThat(listed.path("id").asText()).isEqualTo(value);
        String location = listed.at("/meta/location").asText();
        assertThat(client.get(location.substring(client.baseUrl().length())).json())
                .isEqualTo(listed);
    }

    private Response create(String userName, String role) {
        return client.post("/Users", user(userName, role, ""));
    }

    private static String user(String userName, String role, String more) {
        return "{\"userName\":\"" + userName + "\",\"" + RoleAttribute.DEFAULT_NAME + "\":\"" + role + "\"" + more
                + "}";
    }

    private Response patch(String user, String path, String value) {
        return client.patch("/Users/" + user, PATCH.formatted(path, value));
    }

    /** The roles that {@code /Schemas} offers at both places. */
    private List<String> offered() {
        List<String> values = offered("urn:ietf:params:scim:schemas:core:2.0:User");
        assertThat(offered(RoleAttribute.EXTENSION_URN)).isEqualTo(values);
        return values;
    }

    private List<String> offered(String schema) {
        return client.get("/Schemas/" + schema).json().path("attributes").findValues("canonicalValues").stream()
                .filter(values -> values.toString().contains("admin"))
                .findFirst()
                .map(RolesIT::texts)
                .orElseThrow();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }

    private static void assertRefused(Response answer, int status, String... words) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text("/scimType")).isEqualTo("invalidValue");
        assertThat(answer.text("/detail")).contains(words);
    }

    private List<ActivityKind> log() {
        return entries().stream().map(ActivityEntry::kind).toList();
    }

    private List<ActivityEntry> entries() {
        return TestServer.shared().component(Activity.class).list(id, ActivityQuery.newest(100)).stream()
                .filter(entry -> entry.kind().label().startsWith("role."))
                .toList();
    }
}
