package io.rollcall.server.conformance;

import static io.rollcall.server.conformance.Answers.assertCreated;
import static io.rollcall.server.conformance.Answers.assertOk;
import static io.rollcall.server.conformance.Bodies.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;
import org.junit.jupiter.api.Test;

/** The requests of Okta's Group Push and of Entra ID's provisioning, as their documentation shows them. */
class RecordedGroupsIT {
    private final ScimClient client = TestOrganization.create()
            .withGroups()
            .client()
            .with("Content-Type", "application/scim+json; charset=utf-8");
    private final String jane = create("jane");
    private final String john = create("john");

    private String create(String name) {
        return assertCreated(client.post("/Users", user(name))).path("id").asText();
    }

    private String filled(String body, String group) {
        return body.replace("USER1", jane).replace("USER2", john).replace("GROUP", group);
    }

    private JsonNode group(String id) {
        return assertOk(client.get("/Groups/" + id));
    }

    /** Group Push by the catalogue's applications: create, full push, changes of members with the name each time, unlink. */
    @Test
    void takesOktasGroupPushByPatch() {
        assertThat(client.get("/Groups?startIndex=1&count=100").text("/totalResults"))
                .isEqualTo("0");
        String id = assertCreated(client.post("/Groups", """
                        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"Test SCIMv2","members":[]}""")).path("id").asText();
        String members = """
                {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[
                 {"op":"replace","value":{"id":"GROUP","displayName":"Test SCIMv2"}},
                 {"op":"remove","path":"members[value eq \\"USER2\\"]"},
                 {"op":"add","path":"members","value":[{"value":"USER1","display":"jane@example.com"}]}]}""";
        assertThat(client.patch("/Groups/" + id, filled(members, id)).status()).isEqualTo(204);
        assertThat(group(id).path("members").findValuesAsText("value")).containsExactly(jane);
        assertThat(client.patch("/Groups/" + id, filled(members, id)).header("ETag"))
                .isEqualTo("W/\"2\"");

        assertThat(client.patch("/Groups/" + id, filled("""
                                {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[
                                 {"op":"replace","path":"members","value":[{"value":"USER1","display":"jane@example.com"},
                                  {"value":"USER2","display":"john@example.com"}]}]}""", id)).status()).isEqualTo(204);
        assertThat(group(id).path("members").findValuesAsText("value")).containsExactlyInAnyOrder(jane, john);
        assertThat(client.patch("/Groups/" + id, filled("""
                                {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[
                                 {"op":"replace","value":{"id":"GROUP","displayName":"Renamed"}}]}""", id)).status()).isEqualTo(204);
        assertThat(group(id).path("displayName").asText()).isEqualTo("Renamed");
        assertThat(client.get("/Groups?startIndex=1&count=100").text("/Resources/0/id"))
                .isEqualTo(id);
        assertThat(client.delete("/Groups/" + id).status()).isEqualTo(204);
        assertThat(client.get("/Groups/" + id).status()).isEqualTo(404);
    }

    /** Group Push by custom applications: the whole group with every change, as it was read. */
    @Test
    void takesOktasGroupPushByPut() {
        String id = assertCreated(client.post("/Groups", """
                        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"Everyone","members":[]}""")).path("id").asText();
        Response replaced = client.put("/Groups/" + id, filled("""
                {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"id":"GROUP","displayName":"Everyone",
                 "members":[{"value":"USER1","display":"jane@example.com"},{"value":"USER2","display":"john@example.com"}],
                 "meta":{"resourceType":"Group"}}""", id));
        assertThat(assertOk(replaced).path("members")).hasSize(2);
        String echoed = client.get("/Groups/" + id).body();
        assertThat(client.put("/Groups/" + id, echoed).body()).isEqualTo(echoed);
        assertThat(client.put("/Groups/" + id, echoed.replace("Everyone", "All"))
                        .text("/displayName"))
                .isEqualTo("All");
    }

    /** Entra ID: match by name, create with its second schema, add and remove members by values, read without members. */
    @Test
    void takesEntraIdsRequests() {
        assertThat(client.get("/Groups?excludedAttributes=members&filter=displayName%20eq%20%22displayName%22")
                        .text("/totalResults"))
                .isEqualTo("0");
        String id = assertCreated(client.post("/Groups", """
                        {
                            "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group", "http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group"],
                            "externalId": "8aa1a0c0-c4c3-4bc0-b4a5-2ef676900159",
                            "displayName": "displayName",
                            "meta": {
                                "resourceType": "Group"
                            }
                        }""")).path("id").asText();
        assertThat(client.get("/Groups/" + id + "?excludedAttributes=members").text("/externalId"))
                .isEqualTo("8aa1a0c0-c4c3-4bc0-b4a5-2ef676900159");
        assertThat(client.get("/Groups?excludedAttributes=members&filter=displayName%20eq%20%22displayName%22")
                        .text("/Resources/0/id"))
                .isEqualTo(id);
        assertThat(client.patch("/Groups/" + id, """
                                {
                                    "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
                                    "Operations": [{
                                        "op": "Replace",
                                        "path": "displayName",
                                        "value": "1879db59-3bdf-4490-ad68-ab880a269474updatedDisplayName"
                                    }]
                                }""").status()).isEqualTo(204);
        assertThat(client.patch("/Groups/" + id, filled("""
                                {
                                    "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
                                    "Operations": [{
                                        "op": "Add",
                                        "path": "members",
                                        "value": [{
                                            "$ref": null,
                                            "value": "USER1"
                                        }]
                                    }]
                                }""", id)).status()).isEqualTo(204);
        String holds = "/Groups?attributes=id&filter="
                + ScimClient.encoded("id eq \"" + id + "\" and members eq \"" + jane + "\"");
        assertThat(client.get(holds).text("/totalResults")).isEqualTo("1");
        assertThat(client.patch("/Groups/" + id, filled("""
                                {
                                    "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
                                    "Operations": [{
                                        "op": "Remove",
                                        "path": "members",
                                        "value": [{
                                            "$ref": null,
                                            "value": "USER1"
                                        }]
                                    }]
                                }""", id)).status()).isEqualTo(204);
        assertThat(client.get(holds).text("/totalResults")).isEqualTo("0");
        assertThat(client.delete("/Groups/" + id).status()).isEqualTo(204);
    }
}
