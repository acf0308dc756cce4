package io.rollcall.server.conformance;

import static io.rollcall.server.conformance.Answers.assertOk;
import static io.rollcall.server.conformance.Answers.assertRefused;
import static io.rollcall.server.conformance.Bodies.CORE;
import static io.rollcall.server.conformance.Bodies.ENTERPRISE;
import static io.rollcall.server.conformance.Bodies.ROLE;
import static io.rollcall.server.conformance.Bodies.json;
import static io.rollcall.server.conformance.Bodies.node;
import static io.rollcall.server.conformance.Bodies.someName;
import static io.rollcall.server.conformance.Bodies.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PUT /Users/{id} (RFC 7644 section 3.5.1). */
class ReplaceIT {
    private static final ScimClient CLIENT = TestOrganization.create().client();

    private final String name = someName();
    private final Response made = CLIENT.post(
            "/Users",
            user(
                    name,
                    "'title':'Guide'",
                    "'externalId':'e1'",
                    "'active':false",
                    "'jotform_user_role':'admin'",
                    "'name':{'familyName':'Jensen','givenName':'Barbara'}",
                    "'emails':[{'value':'a','type':'work'},{'value':'b','type':'home'}]",
                    "'" + ENTERPRISE + "':{'department':'Tours','costCenter':'4130'}"));
    private final String address = "/Users/" + made.id();

    private JsonNode replaced(String... members) {
        return assertOk(CLIENT.put(address, user(name, members)));
    }

    @Test
    void answersWithTheWholeNewUserAndItsNewVersion() {
        Response answer = CLIENT.put(address, user(name, "'title':'Boss'"));
        JsonNode after = assertOk(answer);
        assertThat(after.path("title").asText()).isEqualTo("Boss");
        assertThat(after.path("id").asText()).isEqualTo(made.id());
        assertThat(after.at("/meta/version").asText())
                .isEqualTo(answer.header("ETag"))
                .isNotEqualTo(made.header("ETag"));
        assertThat(answer.header("Location"))
                .isEqualTo(after.at("/meta/location").asText());
        assertThat(after.at("/meta/created")).isEqualTo(made.json().at("/meta/created"));
        assertThat(Instant.parse(after.at("/meta/lastModified").asText()))
                .isAfterOrEqualTo(Instant.parse(made.text("/meta/lastModified")));
        assertThat(CLIENT.get(address).json()).isEqualTo(after);
    }

    /** Attributes that are readWrite and not in the request "SHALL" lose their values; {@code active} and the role stay. */
    @Test
    void clearsWhatTheBodyLeavesOut() {
        JsonNode after = replaced();
        assertThat(after.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("schemas", "id", "userName", "active", "jotform_user_role", "meta");
        assertThat(after.path("schemas")).isEqualTo(node("['" + CORE + "']"));
    }

    @Test
    void neverReactivatesByOmission() {
        assertThat(replaced().path("active").asBoolean(true)).isFalse();
        assertThat(replaced("'active':null").path("active").asBoolean(true)).isFalse();
        assertThat(replaced("'active':''").path("active").asBoolean(true)).isFalse();
        assertThat(replaced("'active':'True'").path("active").asBoolean()).isTrue();
        assertThat(replaced("'active':false").path("active").asBoolean(true)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'title':'x'                                     | admin
            'jotform_user_role':'user'                      | user
            'jotform_user_role':null                        | ``
            'jotform_user_role':''                          | ``
            'JOTFORM_USER_ROLE':'user'                      | user
            'jotform_user_role':['user']                    | user
            'ROLE':{'jotform_user_role':'user'}             | user
            'ROLE':{'jotform_user_role':'user'},'jotform_user_role':'admin' | user
            'ROLE':{'jotform_user_role':'admin'},'jotform_user_role':'user' | user
            'ROLE':null                                     | ``
            """)
    void changesTheRoleOnlyWhereTheBodySaysSo(String member, String role) {
        JsonNode after =
                replaced(member.replace("ROLE'", ROLE + "'").replace("'JOTFORM_USER_" + ROLE, "'JOTFORM_USER_ROLE"));
        assertThat(after.path("jotform_user_role").asText()).isEqualTo(role);
    }

    @Test
    void replacesComplexAndMultiValuedAttributesWhole() {
        JsonNode after = replaced(
                "'name':{'givenName':'Babs'}", "'emails':[{'value':'c'}]", "'" + ENTERPRISE + "':{'division':'Park'}");
        assertThat(after.path("name")).isEqualTo(node("{'givenName':'Babs'}"));
        assertThat(after.path("emails")).isEqualTo(node("[{'value':'c'}]"));
        assertThat(after.path(ENTERPRISE)).isEqualTo(node("{'division':'Park'}"));
    }

    /** Okta and Ping send back what they got, with all that only the server may set. */
    @Test
    void takesBackWhatItGaveAndChangesNothing() {
        ObjectNode echo = (ObjectNode) CLIENT.get(address).json();
        assertThat(replacedBy(echo)).isEqualTo(echo);
        echo.put("id", "other");
        ((ObjectNode) echo.path("meta")).put("created", "04-12-2018 00:00:00").put("version", "v1.0");
        echo.putArray("groups").addObject().put("value", "g");
        echo.put("password", "secret");
        echo.put("unknown", 1);
        assertThat(replacedBy(echo)).isEqualTo(made.json());
        assertThat(CLIENT.get(address).header("ETag")).isEqualTo(made.header("ETag"));
    }

    private JsonNode replacedBy(JsonNode body) {
        return assertOk(CLIENT.put(address, body.toString()));
    }

    @Test
    void renamesAUser() {
        String other = someName();
        assertThat(assertOk(CLIENT.put(address, user(other))).path("userName").asText())
                .isEqualTo(other);
        assertThat(CLIENT.filter("userName eq \"" + name + "\"").text("/totalResults"))
                .isEqualTo("0");
        String upper = other.toUpperCase(Locale.ROOT);
        assertThat(assertOk(CLIENT.put(address, user(upper))).path("userName").asText())
                .isEqualTo(upper);
    }

    @Test
    void refusesANameThatSomebodyElseHas() {
        String other = someName();
        CLIENT.post("/Users", user(other));
        assertRefused(CLIENT.put(address, user(other.toUpperCase(Locale.ROOT))), 409, "uniqueness");
        assertThat(CLIENT.get(address).json()).isEqualTo(made.json());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'title':'x'}", "{'userName':null}", "{'userName':''}", "{'userName':' '}"})
    void refusesAUserWithoutAUserName(String body) {
        assertRefused(CLIENT.put(address, json(body)), 400, "invalidValue");
        assertThat(CLIENT.get(address).json()).isEqualTo(made.json());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'title':1.5",
                "'emails':7",
                "'emails':[{'value':'a','primary':true},{'value':'b','primary':true}]",
                "'active':'perhaps'",
                "'jotform_user_role':'emperor'",
                "'name':[]  ,'displayName':{}, 'nickName':[1,2]"
            })
    void changesNothingWhereAValueIsWrong(String members) {
        assertRefused(CLIENT.put(address, user(name, members)), 400, "invalidValue");
        assertThat(CLIENT.get(address).json()).isEqualTo(made.json());
    }

    @ParameterizedTest
    @ValueSource(strings = {"['urn:foo']", "['" + ENTERPRISE + "']", "5"})
    void refusesSchemasWithoutTheUsers(String schemas) {
        String body = json("{'schemas':" + schemas + ",'userName':'x'}");
        assertRefused(CLIENT.put(address, body), 400, "invalidSyntax");
    }

    /** "HTTP PUT MUST NOT be used to create new resources." */
    @ParameterizedTest
    @ValueSource(strings = {"2819c223-7f76-453a-919d-413861904646", "newId", "1"})
    void createsNobody(String id) {
        String fresh = someName();
        assertRefused(CLIENT.put("/Users/" + id, user(fresh)), 404, "");
        assertThat(CLIENT.filter("userName eq \"" + fresh + "\"").text("/totalResults"))
                .isEqualTo("0");
    }

    @Test
    void needsAnId() {
        Response answer = CLIENT.put("/Users", user(name));
        assertRefused(answer, 405, "");
        assertThat(answer.header("Allow")).contains("GET").contains("POST");
    }
}
