package io.rollcall.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The life of an organization, its tokens, roles and users over the admin API, called only as its description says. */
class AdminApiIT {
    private static final RunningServer SERVER = TestServer.shared();
    private static final ApiDescription DESCRIPTION = ApiDescription.servedBy(SERVER);
    private static final AdminClient OPERATOR = AdminClient.operator(SERVER, DESCRIPTION);

    private final TestOrganization organization = TestOrganization.create();
    private final String here = "/organizations/" + organization.slug();

    /** Runs last: nothing is described that was not tried, with success and without. */
    @AfterAll
    static void triesEveryOperationBothWays() {
        assertThat(DESCRIPTION.unseen()).isEmpty();
    }

    @Test
    void leadsAnOrganizationThroughItsLife() {
        String slug = "o" + UUID.randomUUID().toString().substring(0, 8);
        Response made = OPERATOR.post("/organizations", "{'slug': '" + slug + "', 'name': 'Acme'}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).isEqualTo(AdminApplication.PATH + "/organizations/" + slug);
        String path = "/organizations/" + slug;
        assertThat(OPERATOR.get(path).json()).isEqualTo(made.json());
        assertThat(OPERATOR.post("/organizations", "{'slug': '" + slug + "'}").status())
                .isEqualTo(409);
        assertThat(OPERATOR.get("/organizations").json().findValuesAsText("slug"))
                .contains(slug);

        assertThat(OPERATOR.patch(path, "{'name': 'Acme Inc'}").text("/name")).isEqualTo("Acme Inc");
        assertThat(OPERATOR.patch(path, "{'scimEnabled': false}")
                        .json()
                        .path("scimEnabled")
                        .booleanValue())
                .isFalse();
        assertThat(OPERATOR.patch(path, "{'groupsEnabled': true}")
                        .json()
                        .path("groupsEnabled")
                        .booleanValue())
                .isTrue();
        assertThat(OPERATOR.get(path + "/groups/counts").json())
                .isEqualTo(ApiDescription.read("{\"groups\": 0, \"memberships\": 0}"));
        assertThat(OPERATOR.patch(path, "{'status': 'suspended'}").text("/status"))
                .isEqualTo("suspended");
        assertThat(OPERATOR.patch(path, "{'status': 'active'}").text("/status")).isEqualTo("active");
        Response policy = OPERATOR.patch(path, "{'deprovisioning': {'eraseAfterDays': 30, 'rehire': 'new-id'}}");
        assertThat(policy.text("/deprovisioning/eraseAfterDays")).isEqualTo("30");
        assertThat(OPERATOR.patch(path, "{'deprovisioning': {'eraseAfterDays': null}}")
                        .json()
                        .path("deprovisioning"))
                .isEqualTo(ApiDescription.read("{\"rehire\": \"new-id\"}"));
        assertThat(OPERATOR.patch(path, "{'deprovisioning': {'rehire': 'same-id-by-name'}}")
                        .text("/deprovisioning/warning"))
                .contains("also gets that user's id");
        Response renamed = OPERATOR.patch(path, "{'slug': '" + slug + "x'}");
        assertThat(renamed.text("/slug")).isEqualTo(slug + "x");
        assertThat(OPERATOR.get(path).text("/slug")).isEqualTo(slug + "x");

        assertThat(OPERATOR.delete(path + "x?confirm=wrong").status()).isEqualTo(400);
        assertThat(OPERATOR.delete(path + "x?confirm=" + slug + "x").status()).isEqualTo(204);
        assertThat(OPERATOR.get(path + "x").status()).isEqualTo(404);
    }

    @Test
    void mapsGroupsToRoles() {
        organization.withGroups();
        ScimClient scim = organization.client();
        String jane = scim.post("/Users", "{\"userName\": \"jane\"}").id();
        String staff = scim.post(
                        "/Groups",
                        "{\"displayName\": \"Staff\", \"externalId\": \"x1\", \"members\": [{\"value\": \"" + jane
                                + "\"}]}")
                .id();
        String path = here + "/groups/" + staff + "/role";

        Response preview = OPERATOR.put(path + "?dryRun=true", "{'role': 'group_member'}");
        assertThat(preview.json().at("/changedUsers"))
                .isEqualTo(ApiDescription.read("{\"total\": 1, \"firstUserNames\": [\"jane\"]}"));
        assertThat(preview.json().has("role")).isFalse();
        assertThat(OPERATOR.get(here + "/users/" + jane).text("/roleSource")).isEqualTo("NONE");

        assertThat(OPERATOR.put(path, "{'role': 'group_member'}")
                        .json()
                        .at("/changedUsers/total")
                        .asInt())
                .isEqualTo(1);
        JsonNode user = OPERATOR.get(here + "/users/" + jane).json();
        assertThat(user.path("role").asText()).isEqualTo("group_member");
        assertThat(user.path("roleSource").asText()).isEqualTo("GROUP");
        assertThat(user.at("/roleGroup/displayName").asText()).isEqualTo("Staff");
        JsonNode listed = OPERATOR.get(here + "/groups?limit=1").json();
        assertThat(listed.at("/items/0/role").asText()).isEqualTo("group_member");
        assertThat(listed.at("/items/0/members").asInt()).isEqualTo(1);
        assertThat(OPERATOR.get(here + "/groups?after=" + listed.path("next").asText())
                        .json()
                        .path("items"))
                .isEmpty();

        scim.patch(
                "/Users/" + jane,
                "{\"Operations\": [{\"op\": \"add\", \"path\": \"jotform_user_role\", \"value\": \"admin\"}]}");
        assertThat(OPERATOR.put(here + "/groups/decide?dryRun=true", "{'groupsDecide': true}")
                        .text("/changedUsers/firstUserNames/0"))
                .isEqualTo("jane");
        assertThat(OPERATOR.get(here + "/groups/decide")
                        .json()
                        .path("groupsDecide")
                        .asBoolean())
                .isFalse();
        assertThat(OPERATOR.put(here + "/groups/decide", "{'groupsDecide': true}")
                        .json()
                        .path("groupsDecide")
                        .asBoolean())
                .isTrue();
        assertThat(OPERATOR.get(here + "/users/" + jane).text("/role")).isEqualTo("group_member");
        assertThat(OPERATOR.delete(path + "?dryRun=true")
                        .json()
                        .at("/changedUsers/total")
                        .asInt())
                .isEqualTo(1);
        assertThat(OPERATOR.delete(path).json().has("role")).isFalse();
        assertThat(OPERATOR.get(here + "/users/" + jane).text("/roleSource")).isEqualTo("IDENTITY_PROVIDER");
    }

    @Test
    void refusesWrongMappings() {
        organization.withGroups();
        String staff = organization
                .client()
                .post("/Groups", "{\"displayName\": \"Staff\"}")
                .id();
        String path = here + "/groups/" + staff + "/role";

        assertThat(OPERATOR.put(path, "{'role': 'admin'}").status()).isEqualTo(409);
        assertThat(OPERATOR.put(path, "{'role': 'none'}").status()).isEqualTo(404);
        assertThat(OPERATOR.put(path, "{}").status()).isEqualTo(400);
        assertThat(OPERATOR.put(path + "?dryRun=maybe", "{'role': 'group_member'}")
                        .status())
                .isEqualTo(400);
        String absent = here + "/groups/" + UUID.randomUUID() + "/role";
        assertThat(OPERATOR.put(absent, "{'role': 'group_member'}").status()).isEqualTo(404);
        assertThat(OPERATOR.delete(absent).status()).isEqualTo(404);
        assertThat(OPERATOR.get(here + "/groups?limit=0").status()).isEqualTo(400);
        assertThat(OPERATOR.get("/organizations/absent/groups/decide").status()).isEqualTo(404);
        assertThat(OPERATOR.put(here + "/groups/decide", "{'groupsDecide': 1}").status())
                .isEqualTo(400);
    }

    @Test
    void readsEventsAndSendsThem() {
        AdminClient bound = AdminClient.boundTo(organization, SERVER, DESCRIPTION);
        EventOperations operations = new EventOperations(organization, OPERATOR, bound);
        operations.readAndAcknowledge();
        operations.sendToAWebhook();
    }

    @Test
    void managesClients() {
        String clients = here + "/clients";
        Response created = OPERATOR.post(clients, "{'name': 'Entra ID'}");
        String client = clients + "/" + created.text("/clientId");
        assertThat(OPERATOR.post(client + "/secrets", "{}").status()).isEqualTo(201);
        assertThat(OPERATOR.delete(client + "/secrets/" + created.text("/client/secrets/0/id"))
                        .status())
                .isEqualTo(204);
        assertThat(OPERATOR.get(client).text("/name")).isEqualTo("Entra ID");
        assertThat(OPERATOR.delete(client).status()).isEqualTo(204);
        assertThat(OPERATOR.get(clients).text("/items/0/state")).isEqualTo("revoked");
        String unknown = clients + "/" + "0".repeat(32);
        assertThat(List.of(
                        OPERATOR.post("/organizations/nobody/clients", "{}"),
                        OPERATOR.get(unknown),
                        OPERATOR.delete(unknown),
                        OPERATOR.post(unknown + "/secrets", "{}"),
                        OPERATOR.delete(unknown + "/secrets/1")))
                .allMatch(answer -> answer.status() == 404);
    }

    @Test
    void describesItself() {
        assertThat(OPERATOR.get("/openapi.json").text("/openapi")).startsWith("3.1.");
        assertRefused(OPERATOR.get("/openapi.json?colour=red"), "Unknown parameter 'colour'");
    }

    @Test
    void readsAndVerifiesTheAuditLogForOperators() {
        AdminClient bound = AdminClient.boundTo(organization, SERVER, DESCRIPTION);
        String list = "/audit?organization=" + organization.slug();
        String entry = "/audit/" + OPERATOR.get(list).text("/items/0/id");
        for (String path : List.of(list, entry, "/audit/export", "/audit/checkpoint")) {
            assertThat(OPERATOR.get(path).status()).as(path).isEqualTo(200);
            assertThat(bound.get(path).status()).as(path).isEqualTo(403);
        }
        String only = "{'organization': '" + organization.slug() + "'}";
        assertThat(OPERATOR.post("/audit/verification", only).text("/intact")).isEqualTo("true");
        assertThat(bound.post("/audit/verification", only).status()).isEqualTo(403);
    }

    @Test
    void findsNothingOfAnOrganizationThatIsNotThere() {
        for (String what : List.of("/tokens", "/clients", "/roles", "/okta-roles", "/users", "/activity")) {
            assertThat(OPERATOR.get("/organizations/nobody" + what).status()).isEqualTo(404);
        }
        assertThat(OPERATOR.get("/organizations/nobody/groups/counts").status()).isEqualTo(404);
        assertThat(OPERATOR.delete("/organizations/nobody/default-role").status())
                .isEqualTo(404);
    }

    @Test
    void refusesScimOfASuspendedOrganizationUntilItIsResumed() {
        ScimClient client = organization.client();
        assertThat(client.get("/Users").status()).isEqualTo(200);
        for (String off : List.of("{'status': 'suspended'}", "{'scimEnabled': false}")) {
            OPERATOR.patch(here, off);
            assertThat(client.get("/Users").status()).as(off).isEqualTo(403);
            OPERATOR.patch(here, off.replace("suspended", "active").replace("false", "true"));
            assertThat(client.get("/Users").status()).as(off).isEqualTo(200);
        }
    }

    @Test
    void showsEveryChangeInTheActivity() {
        OPERATOR.patch(here, "{'name': 'Acme'}");
        OPERATOR.patch(here, "{'deprovisioning': {'eraseAfterDays': 30}}");
        String token = OPERATOR.post(here + "/tokens", "{'name': 'Okta'}").text("/token/id");
        OPERATOR.post(here + "/tokens/" + token + "/rotate", "{}");
        OPERATOR.delete(here + "/tokens/" + token);
        OPERATOR.post(here + "/roles", "{'value': 'auditor', 'kind': 'both'}");
        OPERATOR.put(here + "/default-role", "{'value': 'auditor'}");
        OPERATOR.delete(here + "/default-role");
        OPERATOR.patch(here + "/roles/auditor", "{'status': 'retired'}");
        OPERATOR.delete(here + "/roles/auditor");
        String made = OPERATOR.get(here + "/activity?limit=10").body();

        int changes = 0;
        for (JsonNode entry : ApiDescription.read(made).path("items")) {
            changes += entry.at("/actor/kind").asText().equals("admin-key") ? 1 : 0;
        }
        assertThat(changes).as(made).isEqualTo(10);
        String next = ApiDescription.read(made).path("next").asText();
        assertThat(OPERATOR.get(here + "/activity?limit=10&after=" + next).body())
                .doesNotContain("admin-key");
    }

    @Test
    void changesOneThingAtATime() {
        assertRefused(OPERATOR.patch(here, "{'name': 'A', 'scimEnabled': false}"), "exactly one member");
        assertRefused(OPERATOR.patch(here, "{}"), "exactly one member");
        assertRefused(OPERATOR.patch(here, "{'colour': 'red'}"), "Unknown member 'colour'");
        assertRefused(OPERATOR.patch(here, "{'status': 'sleeping'}"), "active, suspended");
        assertRefused(OPERATOR.patch(here, "{'scimEnabled': 'yes'}"), "true or false");
    }

    @Test
    void leadsATokenThroughItsLife() {
        Response issued = OPERATOR.post(here + "/tokens", "{'name': 'Okta', 'expiresInDays': 7}");
        assertThat(issued.status()).isEqualTo(201);
        assertThat(issued.header("Cache-Control")).isEqualTo("no-store");
        assertThat(issued.json().at("/token/nearExpiry").booleanValue()).isTrue();
        String path = here + "/tokens/" + issued.text("/token/id");
        ScimClient old = scim(issued.text("/secret"));
        assertThat(old.get("/Users").status()).isEqualTo(200);

        Response rotated = OPERATOR.post(path + "/rotate", "{'expiresInDays': 'never'}");
        assertThat(rotated.json().path("token").has("expires")).isFalse();
        assertThat(scim(rotated.text("/secret")).get("/Users").status()).isEqualTo(200);
        assertThat(old.get("/Users").status()).isEqualTo(200);
        assertThat(OPERATOR.get(path).text("/state")).isEqualTo("replaced");

        assertThat(OPERATOR.delete(path).status()).isEqualTo(204);
        assertThat(OPERATOR.delete(path).status()).isEqualTo(409);
        assertThat(old.get("/Users").status()).isEqualTo(401);
        assertThat(OPERATOR.post(path + "/rotate", "{}").status()).isEqualTo(409);
        assertThat(OPERATOR.get(here + "/tokens").body()).doesNotContain(issued.text("/secret"), "secret");

        Response reading = OPERATOR.post(here + "/tokens", "{'scope': 'read-only', 'expiresInDays': 'never'}");
        assertThat(scim(reading.text("/secret"))
                        .post("/Users", "{\"userName\": \"x\"}")
                        .status())
                .isEqualTo(403);
        assertRefused(OPERATOR.post(here + "/tokens", "{'scope': 'all'}"), "read-write, read-only");
        assertRefused(OPERATOR.post(here + "/tokens", "{'expiresInDays': 0}"), "1 to 3650 days");
        assertThat(OPERATOR.get(here + "/tokens/999999999").status()).isEqualTo(404);
    }

    @Test
    void leadsARoleThroughItsLife() {
        String path = here + "/roles/auditor";
        assertThat(OPERATOR.post(here + "/roles", "{'value': 'auditor', 'displayName': 'Auditor', 'kind': 'both'}")
                        .status())
                .isEqualTo(201);
        assertThat(OPERATOR.post(here + "/roles", "{'value': 'auditor', 'kind': 'both'}")
                        .status())
                .isEqualTo(409);
        ScimClient client = organization.client();
        String held = "{\"userName\": \"%s\", \"jotform_user_role\": \"auditor\"}";
        assertThat(client.post("/Users", held.formatted("jane")).status()).isEqualTo(201);

        assertThat(OPERATOR.patch(path, "{'displayName': 'Examiner'}").text("/displayName"))
                .isEqualTo("Examiner");
        assertThat(OPERATOR.patch(path, "{'kind': 'group'}").text("/kind")).isEqualTo("group");
        assertThat(OPERATOR.patch(path, "{'position': 1}").text("/position")).isEqualTo("1");
        assertRefused(OPERATOR.patch(path, "{'position': 0}"), "1 or greater");
        assertThat(OPERATOR.get(here + "/okta-roles")
                        .json()
                        .at("/group/0/value")
                        .asText())
                .isEqualTo("auditor");
        assertThat(OPERATOR.get(path + "/holders").json().path("firstUserNames").toString())
                .isEqualTo("[\"jane\"]");

        assertThat(OPERATOR.patch(path, "{'status': 'retired'}").text("/status"))
                .isEqualTo("retired");
        assertThat(client.post("/Users", held.formatted("john")).status()).isEqualTo(400);
        assertThat(client.filter("userName eq \"jane\"").text("/Resources/0/jotform_user_role"))
                .isEqualTo("auditor");
        assertThat(OPERATOR.delete(path).status()).isEqualTo(409);
        assertThat(OPERATOR.patch(path, "{'status': 'active'}").text("/status")).isEqualTo("active");
        assertThat(OPERATOR.patch(path, "{'grantableByIdp': false}")
                        .json()
                        .path("grantableByIdp")
                        .booleanValue())
                .isFalse();
        assertThat(OPERATOR.patch(path, "{'grantableByIdp': true}").status()).isEqualTo(200);

        assertThat(OPERATOR.put(here + "/default-role", "{'value': 'auditor'}").status())
                .isEqualTo(204);
        assertThat(OPERATOR.get(path).json().path("isDefault").booleanValue()).isTrue();
        assertThat(client.post("/Users", "{\"userName\": \"jack\"}").text("/jotform_user_role"))
                .isEqualTo("auditor");
        assertThat(OPERATOR.delete(here + "/default-role").status()).isEqualTo(204);
        client.delete("/Users/" + client.filter("userName eq \"jane\"").text("/Resources/0/id"));
        client.delete("/Users/" + client.filter("userName eq \"jack\"").text("/Resources/0/id"));
        assertThat(OPERATOR.delete(path).status()).isEqualTo(204);
        assertThat(OPERATOR.get(path).status()).isEqualTo(404);
        assertThat(OPERATOR.get(path + "/holders").status()).isEqualTo(404);
        assertThat(OPERATOR.patch(path, "{'position': 1}").status()).isEqualTo(404);
        assertThat(OPERATOR.put(here + "/default-role", "{'value': 'auditor'}").status())
                .isIn(400, 404);
        assertThat(OPERATOR.get(here + "/roles").json().findValuesAsText("value"))
                .contains("admin", "user");
    }

    @Test
    void leadsAUserThroughItsLife() {
        ScimClient client = organization.client();
        String id = client.post("/Users", "{\"userName\": \"Jane\", \"title\": \"Boss\"}")
                .id();
        client.post("/Users", "{\"userName\": \"john\", \"active\": false}");
        String path = here + "/users/" + id;

        assertThat(OPERATOR.get(path).text("/profile/title")).isEqualTo("Boss");
        assertThat(OPERATOR.patch(path, "{'active': false}").text("/state")).isEqualTo("inactive");
        assertThat(client.get("/Users/" + id).json().path("active").booleanValue())
                .isFalse();
        assertThat(OPERATOR.patch(path, "{'active': true}").text("/state")).isEqualTo("active");
        assertThat(names(OPERATOR.get(here + "/users"))).containsExactly("Jane", "john");
        assertThat(names(OPERATOR.get(here + "/users?active=false"))).containsExactly("john");
        assertThat(names(OPERATOR.get(here + "/users?userName=JANE"))).containsExactly("Jane");
        Response first = OPERATOR.get(here + "/users?limit=1");
        assertThat(names(OPERATOR.get(here + "/users?limit=1&after=" + first.text("/next"))))
                .containsExactly("john");

        assertThat(OPERATOR.delete(path).status()).isEqualTo(204);
        assertThat(OPERATOR.delete(path).status()).isEqualTo(404);
        assertThat(client.get("/Users/" + id).status()).isEqualTo(404);
        assertThat(names(OPERATOR.get(here + "/users?former=true"))).containsExactly("Jane");
        assertThat(OPERATOR.patch(here, "{'deprovisioning': {'rehire': 'same-id-by-name'}}")
                        .status())
                .isEqualTo(200);
        assertThat(client.post("/Users", "{\"userName\": \"jane\"}").id()).isEqualTo(id);

        assertRefused(OPERATOR.post(path + "/erase", "{'confirm': 'somebody'}"), "exact userName");
        assertThat(OPERATOR.post(path + "/erase", "{'confirm': 'jane'}").status())
                .isEqualTo(204);
        assertThat(OPERATOR.get(path).status()).isEqualTo(404);
        assertThat(OPERATOR.patch(path, "{'active': true}").status()).isEqualTo(404);
        Response activity = OPERATOR.get(here + "/activity?user=" + id);
        assertThat(activity.json().findValuesAsText("kind")).contains("user.erased", "user.deactivated", "admin-key");
        assertThat(activity.body()).doesNotContainIgnoringCase("jane");
        assertRefused(OPERATOR.get(here + "/users?limit=0"), "from 1 to 1000");
        assertRefused(OPERATOR.get(here + "/users?colour=red"), "Unknown parameter 'colour'");
        assertRefused(OPERATOR.get(here + "/users?userName=john&active=false"), "Unknown parameter 'active'");
        assertRefused(OPERATOR.get(here + "/users?former=true&role=user"), "Unknown parameter 'role'");
        assertRefused(OPERATOR.get(here + "/activity?kind=x"), "an activity kind");
    }

    @Test
    void notesWhatAnAdministratorIsRefused() {
        Response refused = OPERATOR.patch(here, "{'colour': 'red'}");

        JsonNode newest = OPERATOR.get(here + "/activity?limit=1").json().at("/items/0");
        assertThat(newest.path("kind").asText()).isEqualTo("request.refused");
        assertThat(newest.path("requestId").asText()).isEqualTo(refused.header("X-Request-Id"));
        assertThat(newest.path("detail").asText()).isEqualTo(refused.text("/detail"));
        assertThat(newest.at("/actor/kind").asText()).isEqualTo("admin-key");
    }

    @Test
    void leadsAKeyThroughItsLife() {
        Response made = OPERATOR.post("/keys", "{'name': 'Back end', 'organization': '" + organization.slug() + "'}");
        AdminClient bound = AdminClient.of(SERVER, made.text("/secret"), DESCRIPTION);
        assertThat(bound.get(here).status()).isEqualTo(200);
        assertThat(bound.patch(here, "{'name': 'Mine'}").status()).isEqualTo(200);
        assertThat(OPERATOR.get("/keys").body()).contains("Back end").doesNotContain(made.text("/secret"));

        String path = "/keys/" + made.text("/key/id");
        Response successor = OPERATOR.post(path + "/rotate", "{'expiresInDays': 'never'}");
        assertThat(successor.status()).isEqualTo(201);
        assertThat(successor.json().at("/key/expires").isMissingNode()).isTrue();
        assertThat(OPERATOR.post(path + "/rotate", "{}").status()).isEqualTo(409);
        assertThat(OPERATOR.delete(path).status()).isEqualTo(204);
        assertThat(OPERATOR.delete(path).status()).isEqualTo(409);
        assertThat(bound.get(here).status()).isEqualTo(401);
        assertRefused(OPERATOR.post("/keys", "{'name': ' '}"), "name");
    }

    @Test
    void reviewsAllAccessForOperatorsAndItsOwnForOneOrganizationsKey() {
        TestOrganization other = TestOrganization.create();
        AdminClient bound = AdminClient.boundTo(organization, SERVER, DESCRIPTION);
        Response own = bound.get("/access-review");
        assertThat(own.status()).isEqualTo(200);
        assertThat(own.json().path("items"))
                .hasSize(2)
                .allMatch(access -> access.path("organization").asText().equals(organization.slug()));
        assertThat(own.json().findValuesAsText("kind")).containsExactly("admin-key", "token");

        Response all = OPERATOR.get("/access-review");
        assertThat(all.json().findValuesAsText("organization")).contains(organization.slug(), other.slug());
        assertThat(own.body() + all.body()).doesNotContain("rollcall_", "rollcalladmin_", "argon2", "hash");
        assertRefused(OPERATOR.get("/access-review?organization=x"), "organization");
    }

    @Test
    void leavesToOperatorsWhatOneOrganizationsKeyMayNot() {
        AdminClient bound = AdminClient.boundTo(organization, SERVER, DESCRIPTION);
        for (String method : List.of("GET", "POST")) {
            assertThat(bound.send(method, "/organizations", method.equals("GET") ? "" : "{'slug': 'x'}")
                            .status())
                    .isEqualTo(403);
            assertThat(bound.send(method, "/keys", method.equals("GET") ? "" : "{'name': 'x'}")
                            .status())
                    .isEqualTo(403);
        }
        assertThat(bound.delete("/keys/1").status()).isEqualTo(403);
        assertThat(bound.patch(here, "{'slug': 'other'}").status()).isEqualTo(403);
        assertThat(bound.patch(here, "{'status': 'suspended'}").status()).isEqualTo(403);
        assertThat(bound.delete(here + "?confirm=" + organization.slug()).status())
                .isEqualTo(403);
    }

    @Test
    void readsBodiesStrictly() {
        assertRefused(OPERATOR.post(here + "/roles", "{'value': 'x', 'value': 'y', 'kind': 'both'}"), "JSON");
        assertRefused(OPERATOR.post(here + "/roles", "[]"), "JSON object");
        assertRefused(OPERATOR.post(here + "/roles", "{'value': 7, 'kind': 'both'}"), "value must be a string");
        assertRefused(OPERATOR.post(here + "/roles", "{'kind': 'both'}"), "value is missing");
        assertRefused(OPERATOR.post(here + "/roles", "{'a':".repeat(50) + "1" + "}".repeat(50)), "JSON");
    }

    private static void assertRefused(Response answer, String words) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.text("/detail")).contains(words);
    }

    private static List<String> names(Response answer) {
        return answer.json().findValuesAsText("userName");
    }

    private static ScimClient scim(String token) {
        return new ScimClient(TestServer.scimUrl(SERVER), token);
    }
}
