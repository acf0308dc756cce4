package io.rollcall.server.conformance;

import static io.rollcall.server.conformance.Answers.assertCreated;
import static io.rollcall.server.conformance.Answers.assertRefused;
import static io.rollcall.server.conformance.Bodies.patch;
import static io.rollcall.server.conformance.Bodies.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.kernel.Actor;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Without groups, an organization's responses are those of a server that has none. */
class GroupsOffIT {
    private static final String EMPTY_LIST = "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:ListResponse\"],"
            + "\"totalResults\":0,\"startIndex\":1,\"itemsPerPage\":0,\"Resources\":[]}";
    private static final String GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group";

    private final TestOrganization organization = TestOrganization.create();
    private final ScimClient client = organization.client();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/Groups",
                "/Groups?startIndex=1&count=100",
                "/Groups?filter=displayName%20eq%20%22x%22&excludedAttributes=members",
                "/Groups?filter=nonsense&count=x&cursor=x"
            })
    void listsNoGroups(String path) {
        Response answer = client.get(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(EMPTY_LIST);
        assertThat(client.post("/Groups/.search", "{\"filter\":\"nonsense\"}").body())
                .isEqualTo(EMPTY_LIST);
    }

    @Test
    void refusesWritesAndSaysWhoCanSwitchGroupsOn() {
        String id = "01900000-0000-7000-8000-000000000001";
        for (Response refused : new Response[] {
            client.post("/Groups", "{\"displayName\":\"Staff\"}"),
            client.put("/Groups/" + id, "{\"displayName\":\"Staff\"}"),
            client.patch("/Groups/" + id, patch("{'op':'replace','path':'displayName','value':'x'}")),
            client.delete("/Groups/" + id)
        }) {
            assertRefused(refused, 501, "");
            assertThat(refused.text("/detail")).contains("groups are off", "operator");
        }
        assertRefused(client.get("/Groups/" + id), 404, "");
    }

    @Test
    void describesNoGroups() {
        assertThat(client.get("/ResourceTypes").text("/totalResults")).isEqualTo("2");
        assertThat(client.get("/Schemas").body()).doesNotContain(GROUP);
        assertRefused(client.get("/ResourceTypes/Group"), 404, "");
        assertRefused(client.get("/Schemas/" + GROUP), 404, "");
    }

    /** Groups are hidden with what they are about while they are off, and back as they were afterwards. */
    @Test
    void hidesGroupsThatWereThere() {
        organization.withGroups();
        String jane = "/Users/"
                + assertCreated(client.post("/Users", user("jane"))).path("id").asText();
        String without = client.get(jane).body();
        String group = "/Groups/"
                + assertCreated(client.post(
                                "/Groups",
                                "{\"displayName\":\"Staff\",\"members\":[{\"value\":\""
                                        + jane.substring("/Users/".length()) + "\"}]}"))
                        .path("id")
                        .asText();
        String with = client.get(group).body();
        assertThat(client.get(jane).body()).isNotEqualTo(without);

        switchGroups(false);

        assertThat(client.get(jane).body()).isEqualTo(without);
        assertThat(client.get("/Users").json().at("/Resources/0").has("groups")).isFalse();
        assertThat(client.with("If-None-Match", "W/\"1\"").get(jane).status()).isEqualTo(304);
        assertThat(client.get("/Groups").body()).isEqualTo(EMPTY_LIST);
        assertRefused(client.get(group), 404, "");
        switchGroups(true);
        assertThat(client.get(group).body()).isEqualTo(with);
    }

    @Test
    void forgetsMembersWhoAreDeletedMeanwhile() {
        organization.withGroups();
        String jane =
                assertCreated(client.post("/Users", user("jane"))).path("id").asText();
        String group = "/Groups/"
                + assertCreated(client.post(
                                "/Groups", "{\"displayName\":\"Staff\",\"members\":[{\"value\":\"" + jane + "\"}]}"))
                        .path("id")
                        .asText();
        switchGroups(false);
        assertThat(client.delete("/Users/" + jane).status()).isEqualTo(204);
        switchGroups(true);

        assertThat(client.get(group).json().has("members")).isFalse();
    }

    private void switchGroups(boolean on) {
        TestServer.shared().component(Organizations.class).setGroupsEnabled(organization.id(), on, Actor.system());
    }
}
