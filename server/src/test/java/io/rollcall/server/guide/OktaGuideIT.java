package io.rollcall.server.guide;

import static io.rollcall.server.guide.ScimAssertions.assertError;
import static io.rollcall.server.guide.ScimAssertions.assertList;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.StoredRows;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import io.rollcall.server.testing.Together;
import io.rollcall.server.tokens.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The set-up guide, docs/okta.md, from Okta's side: every request that Okta sends at each step, with its headers and
 * recorded bodies. {@link OktaRoleIT} goes on with the role, {@link OktaSpecTestIT} with Okta's own examination.
 */
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
class OktaGuideIT {
    private static final String JANE = "jane.doe@example.com";

    private final TestOrganization organization = TestOrganization.create();
    private final StoredRows rows = new StoredRows(organization.organization().id());
    private final Okta okta = Okta.of(organization);

    @Nested
    @Order(1)
    @DisplayName("1. The token that was pasted")
    class Authorization {

        @ParameterizedTest
        @ValueSource(strings = {"Bearer %s", "bearer %s", "BEARER  %s", "%s", "Bearer Bearer %s"})
        void isAcceptedInWhateverFormOktaSendsIt(String form) {
            assertList(okta.authorized(form.formatted(organization.token())).testUsers(), 0, 0);
        }

        @ParameterizedTest
        @ValueSource(strings = {"Bearer rollcall_wrong", "non-token", "Bearer", "Basic YTpi", "Bearer "})
        void isRefusedWhereItIsWrong(String header) {
            assertRefused(okta.authorized(header).testUsers());
        }

        @Test
        void isMissed() {
            assertRefused(okta.client().without("Authorization").get("/Users?startIndex=1&count=2"));
        }

        @Test
        void isRefusedInOneLetter() {
            String token = organization.token();
            char last = token.charAt(token.length() - 1);
            String other = token.substring(0, token.length() - 1) + (last == 'A' ? 'Q' : 'A');
            assertRefused(okta.authorized("Bearer " + other).testUsers());
        }

        @Test
        void canBeReplacedByAnother() {
            Tokens tokens = TestServer.shared().component(Tokens.class);
            var fresh = tokens.issue(organization.organization().id(), "Okta, rotated", Actor.system());
            assertList(okta.testUsers(), 0, 0);

            tokens.revoke(
                    organization.organization().id(),
                    organization.issued().token().id(),
                    Actor.system());

            assertRefused(okta.testUsers());
            assertList(okta.authorized("Bearer " + fresh.secret().reveal()).testUsers(), 0, 0);
        }

        @Test
        void letsNobodyInWhileScimIsSwitchedOff() {
            StoredRows.change(
                    "UPDATE organizations SET scim_enabled = FALSE WHERE id = ?",
                    organization.organization().id().value());
            assertError(okta.testUsers(), 403);
            assertError(okta.create(Okta.json("create")), 403);
            assertThat(okta.testUsers().text("/detail")).contains("switched off");
        }

        private void assertRefused(Response answer) {
            assertError(answer, 401);
            assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        }
    }

    @Nested
    @Order(2)
    @DisplayName("2. Test Connector Configuration")
    class TestConnector {

        @Test
        void passesOnAnEmptyOrganization() {
            assertList(okta.testUsers(), 0, 0);
            assertList(okta.testGroups(), 0, 0);
        }

        @Test
        void listsTwoOfTheUsersThatAreThere() {
            for (int user = 1; user <= 3; user++) {
                okta.create(Okta.json("create").put("userName", "user" + user + "@example.com"));
            }
            assertList(okta.testUsers(), 3, 2);
            assertList(okta.testGroups(), 0, 0);
        }
    }

    @Nested
    @Order(3)
    @DisplayName("3. Assigning a person: look-up, then create")
    class Assign {

        @Test
        void findsNobodyAtFirst() {
            assertList(okta.lookUp(JANE), 0, 0);
            assertList(okta.lookUpWithPlus(JANE), 0, 0);
        }

        @ParameterizedTest
        @ValueSource(strings = {"create", "create-with-role"})
        void answersACreationWithTheWholeUser(String file) {
            Response created = okta.client().post("/Users", Okta.body(file));

            assertThat(created.status()).as(created.body()).isEqualTo(201);
            assertThat(created.header("Location"))
                    .isEqualTo(okta.client().baseUrl() + "/Users/" + created.id())
                    .isEqualTo(created.text("/meta/location"));
            assertThat(created.header("Content-Type")).startsWith("application/scim+json");
            assertThat(Okta.withoutServersOwn(created.json()))
                    .isEqualTo(Okta.json(file).without(List.of("password", "groups")));
            assertThat(okta.get(created.id()).json()).isEqualTo(created.json());
        }

        @Test
        void findsThePersonAfterwardsInAnyCase() {
            String id = okta.created("create-with-role");
            for (Response found :
                    List.of(okta.lookUp(JANE), okta.lookUpWithPlus(JANE), okta.lookUp("Jane.DOE@Example.com"))) {
                assertThat(assertList(found, 1, 1).path(0)).isEqualTo(okta.read(id));
            }
        }

        @Test
        void refusesTheSameUserNameInAnotherCase() {
            okta.created("create-with-role");
            Response refused = okta.create(Okta.json("create").put("userName", "JANE.Doe@EXAMPLE.com"));

            assertError(refused, 409, "uniqueness");
            assertThat(refused.text("/detail")).contains("userName", "whatever its case");
            assertList(okta.testUsers(), 1, 1);
        }

        @Test
        void takesABurstOfAssignments() {
            List<Integer> statuses = Together.run(
                    50, user -> okta.create(Okta.json("create").put("userName", "burst" + user + "@example.com"))
                            .status());
            assertThat(statuses).containsOnly(201);
            assertList(okta.importPage(1), 50, 50);
        }
    }

    @Nested
    @Order(4)
    @DisplayName("4. Pushing a profile: GET, edit, PUT")
    class Push {

        @Test
        void changesWhatOktaMapsAndKeepsTheRest() {
            String id = okta.created("create-with-role");
            ObjectNode expected = okta.read(id).put("displayName", "Janet Doe").put("title", "Engineer");
            ((ObjectNode) expected.path("name")).put("givenName", "Janet");
            expected.set("phoneNumbers", Okta.json("push-profile").path("phoneNumbers"));

            Response pushed = okta.push(id, Okta.json("push-profile"));

            assertThat(pushed.status()).as(pushed.body()).isEqualTo(200);
            assertThat(pushed.json().path("meta")).isNotEqualTo(expected.path("meta"));
            assertThat(Okta.withoutServersOwn(pushed.json())).isEqualTo(Okta.withoutServersOwn(expected));
            assertThat(okta.read(id)).isEqualTo(pushed.json());
        }

        @Test
        void takesOktasRecordedBodyWhateverIdAndMetaItEchoes() {
            String id = okta.created("create-with-role");
            String created = okta.get(id).text("/meta/created");
            Response pushed = okta.client().put("/Users/" + id, Okta.body("put-echo"));

            assertThat(pushed.status()).as(pushed.body()).isEqualTo(200);
            assertThat(pushed.id()).isEqualTo(id);
            assertThat(pushed.text("/locale")).isEqualTo("en_US");
            assertThat(pushed.text("/meta/created")).isEqualTo(created);
            assertThat(pushed.json().path("name").has("middleName")).isFalse();
        }

        @Test
        void ofNothingNewChangesNothing() {
            String id = okta.created("create-with-role");
            ObjectNode before = okta.read(id);
            assertThat(okta.push(id, Okta.object("{\"password\":\"q\",\"groups\":[]}"))
                            .json())
                    .isEqualTo(before);
        }

        @Test
        void clearsWhatOktaSaysIsEmpty() {
            String id = okta.created("create-with-role");
            JsonNode pushed = okta.push(id, Okta.object("{\"displayName\":null,\"locale\":\"\",\"emails\":[]}"))
                    .json();
            assertThat(pushed.has("displayName") || pushed.has("locale") || pushed.has("emails"))
                    .isFalse();
            assertThat(rows.values(id)).isEmpty();
        }

        @Test
        void renamesAPersonButNeverOntoAnother() {
            String id = okta.created("create-with-role");
            okta.created("create");
            assertError(okta.push(id, Okta.object("{\"userName\":\"TEST.user@okta.local\"}")), 409, "uniqueness");
            assertThat(okta.push(id, Okta.object("{\"userName\":\"janet@example.com\"}"))
                            .status())
                    .isEqualTo(200);
            assertList(okta.lookUp(JANE), 0, 0);
            assertList(okta.lookUp("janet@example.com"), 1, 1);
        }
    }

    @Nested
    @Order(5)
    @DisplayName("5. Unassigning and assigning again")
    class Deactivate {
        private final String id = okta.created("create-with-role");

        @Test
        void isAPutFromAnIntegrationOfTheWizard() {
            Response deactivated = okta.client().put("/Users/" + id, Okta.body("put-deactivate"));
            assertThat(deactivated.status()).as(deactivated.body()).isEqualTo(200);
            assertStillThereButInactive();
        }

        @Test
        void isAPatchFromOneOfTheCatalogue() {
            Response deactivated = okta.client().patch("/Users/" + id, Okta.body("patch-deactivate"));
            assertThat(deactivated.status()).as(deactivated.body()).isIn(200, 204);
            assertStillThereButInactive();

            okta.client().patch("/Users/" + id, Okta.body("patch-reactivate"));
            assertThat(okta.read(id).path("active").booleanValue()).isTrue();
        }

        @Test
        void isNotUndoneByAPutThatDoesNotSpeakOfIt() {
            okta.push(id, Okta.object("{\"active\":false}"));
            Response silent = okta.client()
                    .put("/Users/" + id, okta.read(id).without("active").toString());
            assertThat(silent.status()).as(silent.body()).isEqualTo(200);
            assertThat(silent.json().path("active").isBoolean()).isTrue();
            assertStillThereButInactive();
        }

        @ParameterizedTest
        @ValueSource(strings = {"null", "\"\""})
        void isNotUndoneByAnEmptyValue(String empty) {
            okta.push(id, Okta.object("{\"active\":false}"));
            okta.push(id, Okta.object("{\"displayName\":\"J\",\"active\":" + empty + "}"));
            assertStillThereButInactive();
        }

        @Test
        void isNotUndoneByAPatchThatRemovesIt() {
            okta.push(id, Okta.object("{\"active\":false}"));
            okta.client().patch("/Users/" + id, Okta.body("patch-remove-active"));
            assertStillThereButInactive();
        }

        @Test
        void isUndoneByAssigningAgainWithAnotherRole() {
            okta.client().put("/Users/" + id, Okta.body("put-deactivate"));
            String found =
                    assertList(okta.lookUp(JANE), 1, 1).path(0).path("id").textValue();
            assertThat(found).isEqualTo(id);

            okta.push(id, Okta.object("{\"active\":true,\"jotform_user_role\":\"data_viewer\"}"));

            assertThat(okta.read(id).path("active").booleanValue()).isTrue();
            assertThat(okta.read(id).path("jotform_user_role").textValue()).isEqualTo("data_viewer");
            assertThat(rows.user(id)).containsEntry("active", true).containsEntry("role", "data_viewer");
        }

        private void assertStillThereButInactive() {
            assertThat(okta.read(id).path("active"))
                    .isEqualTo(Okta.object("{\"a\":false}").path("a"));
            JsonNode found = assertList(okta.lookUp(JANE), 1, 1).path(0);
            assertThat(found.path("id").textValue()).isEqualTo(id);
            assertThat(found.path("active").booleanValue()).isFalse();
            assertThat(rows.user(id)).containsEntry("active", false);
        }
    }

    @Nested
    @Order(6)
    @DisplayName("6. Importing everybody")
    class Import {
        private static final int USERS = 250;

        @Test
        void goesByPagesOfAHundredAndMissesNobody() {
            List<String> created = IntStream.range(0, USERS)
                    .mapToObj(user -> okta.create(Okta.json("create").put("userName", "u" + user + "@example.com")))
                    .map(Response::id)
                    .toList();

            List<JsonNode> first = assertImported(USERS);
            // Somebody is pushed meanwhile; nobody changes places because of that.
            okta.push(created.get(7), Okta.json("push-profile"));
            List<JsonNode> second = assertImported(USERS);

            assertThat(ids(first)).containsExactlyInAnyOrderElementsOf(created).doesNotHaveDuplicates();
            assertThat(ids(second)).isEqualTo(ids(first));
            assertThat(first).allSatisfy(user -> {
                assertThat(user.path("userName").textValue()).endsWith("@example.com");
                assertThat(user.path("name").path("familyName").textValue()).isEqualTo("User");
                assertThat(user.path("emails").path(0).path("value").textValue())
                        .isEqualTo("test.user@okta.local");
                assertThat(user.path("active").isBoolean()).isTrue();
            });
        }

        private List<JsonNode> assertImported(int total) {
            List<JsonNode> users = new ArrayList<>();
            for (int startIndex = 1; startIndex <= total; startIndex += 100) {
                int onPage = Math.min(100, total - startIndex + 1);
                Response page = okta.importPage(startIndex);
                assertList(page, total, onPage).forEach(users::add);
                assertThat(page.json().path("startIndex").intValue()).isEqualTo(startIndex);
            }
            assertList(okta.importPage(total + 51), total, 0);
            return users;
        }

        private List<String> ids(List<JsonNode> users) {
            return users.stream().map(user -> user.path("id").textValue()).toList();
        }
    }

    @Nested
    @Order(7)
    @DisplayName("7. What the database holds in the end")
    class Stored {

        // Tests that send mangled requests start from the same recorded bodies: their passwords may lie anywhere.
        private final List<String> passwords = List.of(
                UUID.randomUUID().toString(),
                UUID.randomUUID().toString(),
                UUID.randomUUID().toString());

        @Test
        void isTheUserAndNeverAPassword() {
            String id = okta.create(Okta.json("create-with-role").put("password", passwords.get(0)))
                    .id();
            okta.push(id, Okta.json("push-profile").put("password", passwords.get(1)));
            okta.client().patch("/Users/" + id, Okta.body("patch-password").replace("7elqNkxH9", passwords.get(2)));
            okta.client()
                    .put(
                            "/Users/" + id,
                            Okta.json("put-deactivate")
                                    .put("password", passwords.get(0))
                                    .toString());
            okta.push(
                    id,
                    Okta.object(
                            "{\"active\":true,\"userName\":\"Jane.Doe@Example.com\",\"jotform_user_role\":\"admin\"}"));

            assertThat(rows.user(id))
                    .containsEntry("user_name", "Jane.Doe@Example.com")
                    .containsEntry("user_name_key", JANE)
                    .containsEntry("external_id", "00uq2kqg7YTkFo3cY0g3")
                    .containsEntry("active", true)
                    .containsEntry("role", "admin")
                    .containsEntry("family_name_key", "doe")
                    .containsEntry("given_name_key", "jane")
                    .containsEntry("display_name_key", "jane doe")
                    .containsEntry("version", 4);
            assertThat(rows.values(id)).containsExactly("emails[0]=" + JANE);
            assertThat(Okta.object((String) rows.user(id).get("document")))
                    .isEqualTo(Okta.withoutServersOwn(okta.read(id)));
            assertThat(passwords).allSatisfy(password -> assertThat(StoredRows.columnsWith(password))
                    .isEmpty());
            assertThat(StoredRows.columnsWith(organization.token())).isEmpty();
            assertThat(StoredRows.columnsWith(JANE)).contains("users.document", "user_values.value_key");
        }
    }
}
