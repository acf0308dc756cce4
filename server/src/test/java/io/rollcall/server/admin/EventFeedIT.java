package io.rollcall.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.OwnDatabase;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.users.Erasure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The feed of events over the admin API. */
class EventFeedIT {
    private static RunningServer server;
    private static ApiDescription description;
    private static AdminClient operator;

    private final TestOrganization organization = TestOrganization.create(server);
    private final String slug = organization.slug();
    private final ScimClient scim = organization.client(server);

    @BeforeAll
    static void start() {
        server = OwnDatabase.fresh().start(Map.of());
        description = ApiDescription.servedBy(server);
        operator = AdminClient.operator(server, description);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static final JsonSchema SCHEMA = schema();

    private static JsonSchema schema() {
        try {
            return JsonSchemaFactory.getInstance(VersionFlag.V202012)
                    .getSchema(Files.readString(Path.of("../docs/events.schema.json")));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<JsonNode> events(AdminClient client, String query) {
        List<JsonNode> events = new ArrayList<>();
        String cursor = "";
        JsonNode page;
        do {
            page = client.get("/events?limit=100" + query + cursor).json();
            page.path("events").forEach(events::add);
            cursor = "&after=" + page.path("next").asText();
        } while (page.path("more").asBoolean());
        events.forEach(
                event -> assertThat(SCHEMA.validate(event)).as(event.toString()).isEmpty());
        return events;
    }

    private List<JsonNode> events(int count, String types) {
        return Eventually.get(
                () -> events(operator, "&organization=" + slug + "&types=" + types), found -> found.size() >= count);
    }

    private static List<String> types(List<JsonNode> events) {
        return events.stream().map(event -> event.path("type").asText()).toList();
    }

    private static String patch(String operation) {
        return "{'schemas':['urn:ietf:params:scim:api:messages:2.0:PatchOp'],'Operations':[%s]}"
                .formatted(operation)
                .replace('\'', '"');
    }

    private String create(String name) {
        Response created = scim.post("/Users", """
                {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"%s","externalId":"x-%s",
                 "name":{"givenName":"Jane","familyName":"Doe"},"displayName":"Jane Doe","active":true,
                 "jotform_user_role":"user","title":"Boss",
                 "emails":[{"value":"other@acme.test"},{"value":"jane@acme.test","primary":true}],
                 "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"Sales"}}""".formatted(name, name));
        assertThat(created.status()).isEqualTo(201);
        return created.id();
    }

    private void patch(String user, String operation) {
        assertThat(scim.patch("/Users/" + user, patch(operation)).status()).isEqualTo(200);
    }

    @Test
    void hasOneEventForEachChangeOfAUser() {
        String user = create("jane");
        patch(user, "{'op':'replace','path':'title','value':'Owner'}");
        patch(user, "{'op':'replace','path':'jotform_user_role','value':'admin'}");
        patch(user, "{'op':'replace','path':'active','value':false}");
        patch(user, "{'op':'replace','path':'active','value':true}");
        assertThat(scim.delete("/Users/" + user).status()).isEqualTo(204);

        List<JsonNode> events = events(6, "user.*");

        assertThat(types(events))
                .containsExactly(
                        "user.created",
                        "user.updated",
                        "user.role_changed",
                        "user.deactivated",
                        "user.reactivated",
                        "user.deleted");
        assertThat(events).extracting(event -> event.path("version").asInt()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(events)
                .allSatisfy(
                        event -> assertThat(event.at("/subject/id").asText()).isEqualTo(user));
        assertThat(events).extracting(event -> event.path("id").asText()).doesNotHaveDuplicates();
    }

    @Test
    void givesTheUserAsAProductNeedsIt() {
        String user = create("jane");
        patch(user, "{'op':'replace','path':'jotform_user_role','value':'admin'},{'op':'remove','path':'title'}");

        List<JsonNode> events = events(2, "user.created,user.role_changed");

        JsonNode created = events.get(0);
        assertThat(created.at("/organization/slug").asText()).isEqualTo(slug);
        assertThat(created.at("/organization/id").asLong())
                .isEqualTo(organization.id().value());
        assertThat(created.at("/subject/type").asText()).isEqualTo("user");
        JsonNode data = created.path("data");
        assertThat(data.path("id").asText()).isEqualTo(user);
        assertThat(data.path("externalId").asText()).isEqualTo("x-jane");
        assertThat(data.path("userName").asText()).isEqualTo("jane");
        assertThat(data.path("email").asText()).isEqualTo("jane@acme.test");
        assertThat(data.at("/name/familyName").asText()).isEqualTo("Doe");
        assertThat(data.path("displayName").asText()).isEqualTo("Jane Doe");
        assertThat(data.path("active").asBoolean()).isTrue();
        assertThat(data.path("role")).hasToString("""
                {"value":"user","displayName":"User","kind":"personal"}""");
        assertThat(data.at("/enterprise/department").asText()).isEqualTo("Sales");
        assertThat(data.path("version").asInt()).isEqualTo(1);
        JsonNode changed = events.get(1).path("data");
        assertThat(changed.path("changed")).extracting(JsonNode::asText).containsExactlyInAnyOrder("role", "title");
        assertThat(changed.path("previous")).hasToString("""
                {"role":"user","title":"Boss"}""");
        assertThat(changed.at("/role/displayName").asText()).isEqualTo("Admin");
    }

    @Test
    void hasNoEventForAChangeWithoutEffectOrARefusedOne() {
        String user = create("jane");
        patch(user, "{'op':'replace','path':'title','value':'Boss'}");
        assertThat(scim.patch("/Users/" + user, patch("{'op':'replace','path':'jotform_user_role','value':'x'}"))
                        .status())
                .isEqualTo(400);
        assertThat(scim.post("/Users", "{\"userName\":\"jane\"}").status()).isEqualTo(409);
        create("last");

        assertThat(events(2, "user.*"))
                .extracting(event -> event.at("/data/userName").asText())
                .containsExactly("jane", "last");
    }

    @Test
    void continuesAVersionWhenAUserReturns() {
        AdminClient bound = AdminClient.boundTo(organization, server, description);
        assertThat(bound.patch("/organizations/" + slug, "{'deprovisioning': {'rehire': 'same-id'}}")
                        .status())
                .isEqualTo(200);
        String user = create("jane");
        scim.delete("/Users/" + user);
        assertThat(create("jane")).isEqualTo(user);

        assertThat(events(3, "user.*"))
                .extracting(event -> event.path("type").asText() + " "
                        + event.path("version").asInt())
                .containsExactly("user.created 1", "user.deleted 2", "user.created 3");
    }

    @Test
    void showsAKeyOfAnOrganizationItsOwnEventsOnly() {
        TestOrganization other = TestOrganization.create(server);
        AdminClient bound = AdminClient.boundTo(organization, server, description);
        create("jane");
        other.client(server).post("/Users", "{\"userName\":\"theirs\"}");
        Eventually.get(() -> events(operator, "&types=user.*&organization=" + other.slug()), found -> !found.isEmpty());

        assertThat(events(1, "user.*")).hasSize(1);
        assertThat(events(bound, "")).isNotEmpty().allSatisfy(event -> assertThat(
                        event.at("/organization/slug").asText())
                .isEqualTo(slug));
        assertThat(bound.get("/events?organization=" + other.slug()).status()).isEqualTo(404);
    }

    @Test
    void followsFromNow() {
        create("before");
        events(1, "user.*");
        String now = operator.get("/events?after=now").text("/next");
        create("after");

        List<JsonNode> events = Eventually.get(
                () -> operator.get("/events?after=" + now + "&types=user.*&organization=" + slug)
                        .json()
                        .findValues("data"),
                some -> !some.isEmpty());

        assertThat(events).extracting(data -> data.path("userName").asText()).containsExactly("after");
    }

    @Test
    void pagesByTheLimit() {
        for (int user = 0; user < 5; user++) {
            create("user" + user);
        }
        events(5, "user.*");

        assertThat(operator.get("/events?limit=3").json().path("events")).hasSize(3);
        assertThat(operator.get("/events?limit=1&types=user.created&organization=" + slug)
                        .json()
                        .path("events"))
                .hasSize(1);
    }

    @Test
    void saysWhatIsWrong() {
        String cursor = operator.get("/events?after=now").text("/next");
        for (String wrong : List.of("x", "now1", cursor.substring(1), cursor + "A", cursor + "=", "1", "-1")) {
            Response refused = operator.get("/events?after=" + wrong);
            assertThat(refused.status()).as(wrong).isEqualTo(400);
            assertThat(refused.body()).contains("'next' of an earlier response");
        }
        assertThat(operator.get("/events?limit=1001").status()).isEqualTo(400);
        assertThat(operator.get("/events?types=user.made").body())
                .contains("'user.made' is no event type", "user.created");
        assertThat(operator.get("/events?organization=nobody").status()).isEqualTo(404);
    }

    @Test
    void hasEventsOfRolesOrganizationsAndTokens() {
        String base = "/organizations/" + slug;
        operator.post(base + "/roles", "{'value': 'auditor', 'displayName': 'Auditor', 'kind': 'personal'}");
        operator.patch(base + "/roles/auditor", "{'displayName': 'Examiner'}");
        operator.delete(base + "/roles/auditor");
        operator.patch(base, "{'status': 'suspended'}");
        operator.patch(base, "{'status': 'active'}");
        String token = operator.post(base + "/tokens", "{'name': 'Okta'}").text("/token/id");
        operator.post(base + "/tokens/" + token + "/rotate", "{}");
        operator.delete(base + "/tokens/" + token);

        List<JsonNode> events = events(9, "role.*,organization.*,token.*");

        assertThat(types(events))
                .containsExactly(
                        "token.created",
                        "role.created",
                        "role.updated",
                        "role.deleted",
                        "organization.suspended",
                        "organization.resumed",
                        "token.created",
                        "token.rotated",
                        "token.revoked");
        JsonNode renamed = events.get(2).path("data");
        assertThat(renamed.path("changed")).hasToString("[\"displayName\"]");
        assertThat(renamed.at("/previous/displayName").asText()).isEqualTo("Auditor");
        assertThat(events.get(7).at("/data/replacedBy").asText()).isNotEqualTo(token);
        assertThat(events.toString()).doesNotContain("rollcall_", "secret", "hash");
    }

    @Test
    void hasAnEventOfTheFirstSuccessfulRequestOfAToken() {
        scim.get("/Users");
        scim.get("/Users");

        List<JsonNode> events = events(1, "provisioning.connected");

        assertThat(events).hasSize(1);
        assertThat(events.get(0).at("/data/name").asText()).isEqualTo("Test");
    }

    @Test
    void redactsAnErasedPerson() {
        String user = create("jane");
        patch(user, "{'op':'replace','path':'title','value':'Owner'}");
        events(2, "user.*");
        server.component(Erasure.class)
                .erase(organization.id(), UserId.parse(user).orElseThrow(), Actor.system());

        List<JsonNode> events = events(3, "user.*");

        assertThat(types(events)).containsExactly("user.created", "user.updated", "user.erased");
        assertThat(events.get(0).path("data")).hasToString("{\"id\":\"" + user + "\",\"redacted\":true}");
        assertThat(events.get(2).path("data")).hasToString("{\"id\":\"" + user + "\"}");
        assertThat(events.toString()).doesNotContain("jane", "Owner", "Doe");
    }

    @Test
    void keepsOneEventOfADeletedOrganization() {
        create("jane");
        events(1, "user.*");
        String cursor = operator.get("/events?after=now").text("/next");
        assertThat(operator.send("DELETE", "/organizations/" + slug + "?confirm=" + slug, "")
                        .status())
                .isLessThan(300);

        List<JsonNode> left = Eventually.get(
                () -> operator.get("/events?types=organization.deleted&after=" + cursor)
                        .json()
                        .path("events")
                        .findParents("data"),
                found -> !found.isEmpty());

        assertThat(left).hasSize(1);
        assertThat(left.get(0).at("/organization/slug").asText()).isEqualTo(slug);
        assertThat(events(operator, ""))
                .filteredOn(event -> event.at("/organization/slug").asText().equals(slug))
                .hasSize(1);
    }
}
