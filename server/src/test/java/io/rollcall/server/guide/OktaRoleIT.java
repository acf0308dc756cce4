package io.rollcall.server.guide;

import static io.rollcall.server.guide.ScimAssertions.assertError;
import static io.rollcall.server.guide.ScimAssertions.assertList;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.StoredRows;
import io.rollcall.server.testing.TestOrganization;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The role that docs/okta.md adds in the Profile Editor: an attribute of our own in the core namespace, at the top level. */
class OktaRoleIT {
    private static final String ROLE = "jotform_user_role";
    private static final String URN = "urn:rollcall:params:scim:schemas:extension:role:2.0:User";
    private static final String[] ROLES = {"admin", "user", "creator", "data_viewer", "group_admin", "group_member"};

    private final TestOrganization organization = TestOrganization.create();
    private final StoredRows rows = new StoredRows(organization.organization().id());
    private final Okta okta = Okta.of(organization);
    private final String id = okta.created("create-with-role");

    @ParameterizedTest
    @ValueSource(strings = {"admin", "user", "creator", "data_viewer", "group_admin", "group_member"})
    void isSwitchedToAnyRoleOfTheOrganization(String role) {
        Response pushed = pushRole("\"" + role + "\"");
        assertThat(pushed.status()).as(pushed.body()).isEqualTo(200);
        assertThat(pushed.text("/" + ROLE)).isEqualTo(role);
        assertRole(role);
    }

    @Test
    void isReadAtTheTopLevelOnImport() {
        JsonNode imported = assertList(okta.importPage(1), 1, 1).path(0);
        assertThat(imported.path(ROLE).textValue()).isEqualTo("creator");
        assertThat(imported.has(URN)).isFalse();
        assertThat(imported.path("schemas")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"superuser", "Admin", " admin"})
    void isRefusedWhereTheOrganizationHasNoSuchRole(String role) {
        Response created = okta.create(Okta.json("create").put(ROLE, role));
        Response pushed = pushRole("\"" + role + "\"");
        for (Response refused : List.of(created, pushed)) {
            assertError(refused, 400, "invalidValue");
            assertThat(refused.text("/detail")).contains("'" + role + "'").contains(ROLES);
        }
        assertList(okta.testUsers(), 1, 1);
        assertRole("creator");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "[]"})
    void isUnsetByAnEmptyValue(String empty) {
        Response pushed = pushRole(empty);
        assertThat(pushed.status()).as(pushed.body()).isEqualTo(200);
        assertThat(pushed.json().has(ROLE)).isFalse();
        assertThat(rows.user(id)).containsEntry("role", null);
    }

    @Test
    void staysWhereOktaDoesNotSpeakOfIt() {
        Response silent = okta.client().put("/Users/" + id, Okta.body("put-echo"));
        assertThat(silent.text("/" + ROLE)).isEqualTo("creator");
        assertRole("creator");
    }

    @Test
    void mayComeAsAnArrayOfOne() {
        assertThat(pushRole("[\"admin\"]").json().path(ROLE).textValue()).isEqualTo("admin");
        assertError(pushRole("[\"admin\",\"user\"]"), 400, "invalidValue");
    }

    @Test
    void staysWithAUserAfterItIsGivenToNobodyElse() {
        StoredRows.change(
                "UPDATE roles SET retired = TRUE WHERE organization_id = ? AND value = 'creator'",
                organization.organization().id().value());
        Response pushed = okta.push(id, Okta.json("push-profile"));
        assertThat(pushed.status()).as(pushed.body()).isEqualTo(200);
        assertRole("creator");
    }

    @Test
    void isFoundByAFilter() {
        okta.created("create");
        assertThat(assertList(okta.client().filter(ROLE + " eq \"creator\""), 1, 1)
                        .path(0)
                        .path("id")
                        .textValue())
                .isEqualTo(id);
    }

    @Test
    void isPublishedWithItsValues() {
        JsonNode schema = okta.client()
                .get("/Schemas/urn:ietf:params:scim:schemas:core:2.0:User")
                .json();
        JsonNode attribute = StreamSupport.stream(schema.path("attributes").spliterator(), false)
                .filter(candidate -> candidate.path("name").textValue().equals(ROLE))
                .findFirst()
                .orElseThrow();
        assertThat(attribute.path("canonicalValues"))
                .extracting(JsonNode::textValue)
                .containsExactly(ROLES);
        assertThat(attribute.path("type").textValue()).isEqualTo("string");
        assertThat(okta.client().get("/Schemas").body()).contains("\"" + ROLE + "\"", URN);
    }

    private Response pushRole(String json) {
        return okta.push(id, Okta.object("{\"" + ROLE + "\":" + json + "}"));
    }

    private void assertRole(String role) {
        assertThat(okta.read(id).path(ROLE).textValue()).isEqualTo(role);
        assertThat(rows.user(id)).containsEntry("role", role);
    }

    /** Where an administrator gave the attribute an external namespace of its own (RFC 7643 section 3.3). */
    @Nested
    @DisplayName("under the extension's URN")
    class Extension {

        @Test
        void isReadWhereItIsAskedFor() {
            for (String asked : List.of(URN, URN + ":" + ROLE)) {
                JsonNode user = okta.client()
                        .get("/Users/" + id + "?attributes=" + asked)
                        .json();
                assertThat(user.path(URN).path(ROLE).textValue()).isEqualTo("creator");
                assertThat(user.has(ROLE)).isFalse();
                assertThat(user.path("schemas")).extracting(JsonNode::textValue).contains(URN);
            }
            assertThat(okta.read(id).has(URN)).isFalse();
        }

        @Test
        void isAnsweredWhereTheClientWroteIt() {
            ObjectNode body = Okta.json("create");
            body.putObject(URN).put(ROLE, "user");
            Response created = okta.create(body);
            assertThat(created.status()).as(created.body()).isEqualTo(201);
            assertThat(created.json().path(URN).path(ROLE).textValue()).isEqualTo("user");
            assertThat(created.text("/" + ROLE)).isEqualTo("user");
            assertThat(okta.read(created.id()).has(URN)).isFalse();
        }

        /** RFC 7643 section 2.1: the case of names means nothing, in a PATCH too. */
        @ParameterizedTest
        @ValueSource(strings = {"Operations,op,path,value", "operations,OP,Path,VALUE"})
        void isAnsweredWhereAPatchWroteIt(String spelling) {
            String[] names = spelling.split(",");
            String body = "{\"%s\":[{\"%s\":\"replace\",\"%s\":\"%s:%s\",\"%s\":\"user\"}]}"
                    .formatted(names[0], names[1], names[2], URN, ROLE, names[3]);
            Response patched = okta.client().patch("/Users/" + id, body);
            assertThat(patched.status()).as(patched.body()).isEqualTo(200);
            assertThat(patched.json().path(URN).path(ROLE).textValue()).isEqualTo("user");
        }

        @Test
        void winsOverAnEchoAtTheTopLevel() {
            pushBoth("creator", "admin");
            assertRole("admin");
        }

        @Test
        void losesAsAnEchoToTheTopLevel() {
            pushBoth("admin", "creator");
            assertRole("admin");
        }

        @Test
        void losesWhereBothAreNew() {
            pushBoth("admin", "user");
            assertRole("admin");
        }

        private void pushBoth(String topLevel, String extension) {
            ObjectNode edits = Okta.object("{}").put(ROLE, topLevel);
            edits.putObject(URN).put(ROLE, extension);
            Response pushed = okta.push(id, edits);
            assertThat(pushed.status()).as(pushed.body()).isEqualTo(200);
            assertThat(pushed.json().path(URN).path(ROLE))
                    .isEqualTo(pushed.json().path(ROLE));
        }
    }
}
