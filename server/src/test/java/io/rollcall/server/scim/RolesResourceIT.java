package io.rollcall.server.scim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.roles.Role;
import io.rollcall.server.roles.Roles;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code /Roles} is what Okta's discovery of entitlements wants, and nothing more. */
class RolesResourceIT {
    private static final String URN = "urn:okta:scim:schemas:core:1.0:Role";

    private final TestOrganization organization = TestOrganization.create();
    private final OrganizationId id = organization.organization().id();
    private final ScimClient client = organization.client();
    private final Roles roles = TestServer.shared().component(Roles.class);

    /** The requests and assertions of Okta's entitlements test, after the order in which Okta discovers. */
    @Test
    void passesOktasEntitlementsTest() {
        JsonNode type = client.get("/ResourceTypes").json().at("/Resources/1");
        assertThat(type.path("schema").asText()).isEqualTo(URN);
        assertThat(client.get("/Schemas").body()).contains("\"id\":\"" + URN + "\"");

        Response answer = client.get(type.path("endpoint").asText() + "?count=1&startIndex=1");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("Resources")).isNotEmpty();
        assertThat(answer.text("/schemas/0")).isEqualTo("urn:ietf:params:scim:api:messages:2.0:ListResponse");
        assertThat(answer.json().path("startIndex").isNumber()).isTrue();
        assertThat(answer.json().path("totalResults").isNumber()).isTrue();
        assertThat(answer.json().path("itemsPerPage").intValue()).isEqualTo(1);
    }

    @Test
    void isWhatOktasSchemaSays() {
        JsonNode role = client.get("/Roles").json().at("/Resources/3");

        assertThat(role)
                .isEqualTo(TestJson.json("{'schemas':['" + URN + "'],'id':'data_viewer','displayName':'Data Viewer',"
                        + "'description':'For people who are assigned one by one.',"
                        + "'meta':{'resourceType':'Role','location':'" + client.baseUrl() + "/Roles/data_viewer'}}"));
        assertThat(client.get("/Roles/data_viewer").json()).isEqualTo(role);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 1, 6, admin, 6",
        "startIndex=2&count=3, 2, 3, user, 6",
        "startIndex=6&count=100, 6, 1, group_member, 6",
        "startIndex=7, 7, 0, '', 6",
        "count=0, 1, 0, '', 6",
        "startIndex=-3&count=-1, 1, 0, '', 6"
    })
    void isPagedByIndex(String query, int startIndex, int items, String first, int total) {
        JsonNode list = client.get("/Roles?" + query).json();

        assertThat(list.path("startIndex").asInt()).isEqualTo(startIndex);
        assertThat(list.path("itemsPerPage").asInt()).isEqualTo(items);
        assertThat(list.path("Resources")).hasSize(items);
        assertThat(list.at("/Resources/0/id").asText()).isEqualTo(first);
        assertThat(list.path("totalResults").asInt()).isEqualTo(total);
    }

    @Test
    void listsWhatIdentityProvidersMayGiveInItsOrder() {
        roles.retire(id, "admin", Actor.system());
        roles.forbid(id, "creator", Actor.system());
        roles.add(id, "auditor", "Auditor", Role.Kind.BOTH, Actor.system());
        roles.move(id, "auditor", 1, Actor.system());

        assertThat(client.get("/Roles").json().path("Resources"))
                .extracting(role -> role.path("id").asText())
                .containsExactly("auditor", "user", "data_viewer", "group_admin", "group_member");
        assertThat(client.get("/Roles/admin").status()).isEqualTo(404);
        assertThat(client.get("/Roles/creator").status()).isEqualTo(404);
        assertThat(client.get("/Roles/ADMIN").status()).isEqualTo(404);
    }

    @Test
    void carriesTheAttributesThatAreAskedFor() {
        assertThat(client.get("/Roles/user?attributes=displayName").json())
                .isEqualTo(TestJson.json("{'schemas':['" + URN + "'],'id':'user','displayName':'User'}"));
        assertThat(client.get("/Roles?count=1&excludedAttributes=meta,description")
                        .json()
                        .at("/Resources/0"))
                .isEqualTo(TestJson.json("{'schemas':['" + URN + "'],'id':'admin','displayName':'Admin'}"));
    }

    @Test
    void isSearchedByPostToo() {
        Response answer = client.post(
                "/Roles/.search",
                "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:SearchRequest\"],\"startIndex\":2,\"count\":1}");

        assertThat(answer.json())
                .isEqualTo(client.get("/Roles?startIndex=2&count=1").json());
        assertThat(answer.text("/Resources/0/id")).isEqualTo("user");
    }

    /** RFC 7644 section 3.4.2.2: a filter that is not applied is refused, never ignored. */
    @Test
    void refusesFiltersAndCursors() {
        assertThat(client.get("/Roles?filter=" + ScimClient.encoded("id eq \"user\""))
                        .text("/scimType"))
                .isEqualTo("invalidFilter");
        assertThat(client.get("/Roles?cursor=").text("/scimType")).isEqualTo("invalidCursor");
    }

    @ParameterizedTest
    @CsvSource({"POST,/Roles", "PUT,/Roles/user", "PATCH,/Roles/user", "DELETE,/Roles/user"})
    void isReadOnly(String method, String path) {
        Response answer = client.send(method, path, method.equals("DELETE") ? "" : "{\"displayName\":\"Mine\"}");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow").split(", ?")).containsExactlyInAnyOrder("GET", "HEAD", "OPTIONS");
        assertThat(client.send("OPTIONS", path, "").header("Allow").split(", ?"))
                .containsExactlyInAnyOrder("GET", "HEAD", "OPTIONS");
        assertThat(answer.text("/schemas/0")).isEqualTo("urn:ietf:params:scim:api:messages:2.0:Error");
        assertThat(roles.catalogue(id).roles()).isEqualTo(Roles.defaults());
    }

    @Test
    void leavesTheUsersOwnRolesAttributeAlone() {
        Response jane = client.post(
                "/Users", "{\"userName\":\"jane\",\"roles\":[{\"value\":\"anything\",\"display\":\"Any\"}]}");

        assertThat(jane.text("/roles/0/value")).isEqualTo("anything");
        assertThat(jane.json().has("jotform_user_role")).isFalse();
    }

    @Test
    void needsAToken() {
        assertThat(client.without("Authorization").get("/Roles").status()).isEqualTo(401);
    }
}
