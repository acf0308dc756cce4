package io.rollcall.server.conformance;

import static io.rollcall.server.conformance.Answers.assertCreated;
import static io.rollcall.server.conformance.Answers.assertOk;
import static io.rollcall.server.conformance.Answers.assertRefused;
import static io.rollcall.server.conformance.Bodies.CORE;
import static io.rollcall.server.conformance.Bodies.ENTERPRISE;
import static io.rollcall.server.conformance.Bodies.ROLE;
import static io.rollcall.server.conformance.Bodies.node;
import static io.rollcall.server.conformance.Bodies.patch;
import static io.rollcall.server.conformance.Bodies.someName;
import static io.rollcall.server.conformance.Bodies.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** attributes and excludedAttributes (RFC 7644 sections 3.4.2.5 and 3.9, RFC 7643 section 7, returned). */
class ProjectionIT {
    private static final ScimClient CLIENT = TestOrganization.create().client();

    private static final String[] MEMBERS = {
        "'displayName':'Babs'",
        "'password':'t1meMa$heen'",
        "'name':{'familyName':'Jensen','givenName':'Barbara'}",
        "'emails':[{'value':'a','type':'work','primary':true},{'value':'b','type':'home'}]",
        "'jotform_user_role':'admin'",
        "'" + ENTERPRISE + "':{'department':'Tours','manager':{'value':'m'}}"
    };
    private static final String NAME = someName();
    private static final String ID = CLIENT.post("/Users", user(NAME, MEMBERS)).id();

    /** The attributes returned in addition to schemas and id, which are always returned. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            attributes=displayName                        | {'displayName':'Babs'}
            attributes=DISPLAYNAME                        | {'displayName':'Babs'}
            Attributes=displayName                        | {'displayName':'Babs'}
            attributes=displayName,active                 | {'displayName':'Babs','active':true}
            attributes=displayName,%20active%20,          | {'displayName':'Babs','active':true}
            attributes=displayName&attributes=active      | {'displayName':'Babs','active':true}
            attributes=name                               | {'name':{'familyName':'Jensen','givenName':'Barbara'}}
            attributes=name.givenName                     | {'name':{'givenName':'Barbara'}}
            attributes=name.givenName,name                | {'name':{'familyName':'Jensen','givenName':'Barbara'}}
            attributes=name.middleName                    | {}
            attributes=emails.value                       | {'emails':[{'value':'a'},{'value':'b'}]}
            attributes=emails.primary                     | {'emails':[{'primary':true}]}
            attributes=emails.type,emails.value           | {'emails':[{'value':'a','type':'work'},{'value':'b','type':'home'}]}
            attributes=id                                 | {}
            attributes=schemas                            | {}
            attributes=title                              | {}
            attributes=unheardOf                          | {}
            attributes=unheardOf,active                   | {'active':true}
            attributes=urn:foo:bar,%25,[x],active         | {'active':true}
            attributes=password                           | {}
            attributes=meta.resourceType                  | {'meta':{'resourceType':'User'}}
            attributes=urn:ietf:params:scim:schemas:core:2.0:User:displayName | {'displayName':'Babs'}
            attributes=urn:ietf:params:scim:schemas:core:2.0:User:name.givenName | {'name':{'givenName':'Barbara'}}
            attributes=jotform_user_role                  | {'jotform_user_role':'admin'}
            """)
    void givesOnlyWhatAttributesNames(String query, String expected) {
        assertThat(besideIdAndSchemas(CLIENT.get("/Users/" + ID + "?" + query))).isEqualTo(node(expected));
        Response list = CLIENT.get("/Users?" + query);
        assertThat(besideIdAndSchemas(assertOk(list).at("/Resources/0"))).isEqualTo(node(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            attributes=ENT                        | {'department':'Tours','manager':{'value':'m'}}
            attributes=ENT:department             | {'department':'Tours'}
            attributes=ENT:manager.value          | {'manager':{'value':'m'}}
            attributes=ENT:MANAGER                | {'manager':{'value':'m'}}
            attributes=Manager                    | {'manager':{'value':'m'}}
            attributes=manager.value              | {'manager':{'value':'m'}}
            attributes=ENT.department             | {'department':'Tours'}
            excludedAttributes=manager            | {'department':'Tours'}
            excludedAttributes=ENT.manager        | {'department':'Tours'}
            excludedAttributes=ENT:manager        | {'department':'Tours'}
            excludedAttributes=ENT:manager.value  | {'department':'Tours'}
            """)
    void givesThePartsOfAnExtension(String query, String expected) {
        JsonNode found = assertOk(CLIENT.get("/Users/" + ID + "?" + query.replace("ENT", ENTERPRISE)));
        assertThat(found.path(ENTERPRISE)).isEqualTo(node(expected));
        assertThat(found.path("schemas")).isEqualTo(node("['" + CORE + "','" + ENTERPRISE + "']"));
    }

    @Test
    void listsOnlyTheSchemasOfWhatComes() {
        JsonNode found = assertOk(CLIENT.get("/Users/" + ID + "?excludedAttributes=" + ENTERPRISE));
        assertThat(found.has(ENTERPRISE)).isFalse();
        assertThat(found.path("schemas")).isEqualTo(node("['" + CORE + "']"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            excludedAttributes=displayName              | /displayName
            excludedAttributes=DisplayName              | /displayName
            excludedattributes=displayName              | /displayName
            excludedAttributes=name.givenName           | /name/givenName
            excludedAttributes=name.givenName,name.familyName | /name
            excludedAttributes=emails.primary           | /emails/0/primary
            excludedAttributes=meta                     | /meta
            excludedAttributes=meta.location            | /meta/location
            excludedAttributes=active                   | /active
            excludedAttributes=jotform_user_role        | /jotform_user_role
            """)
    void leavesOutWhatIsExcludedAndNothingElse(String query, String pointer) {
        ObjectNode whole = (ObjectNode) CLIENT.get("/Users/" + ID).json();
        assertThat(whole.at(pointer).isMissingNode()).isFalse();
        JsonNode found = assertOk(CLIENT.get("/Users/" + ID + "?" + query));
        assertThat(found.at(pointer).isMissingNode()).as(found.toString()).isTrue();
        int slash = pointer.lastIndexOf('/');
        ((ObjectNode) whole.at(pointer.substring(0, slash))).remove(pointer.substring(slash + 1));
        assertThat(found).isEqualTo(whole);
    }

    /** Groups are asked for so by Entra; id is returned always. */
    @ParameterizedTest
    @ValueSource(strings = {"id", "ID,schemas", "members", "unheardOf", "password", "", ",", "urn:foo", ROLE})
    void givesTheWholeUserWhereNothingCanBeExcluded(String names) {
        assertThat(assertOk(CLIENT.get("/Users/" + ID + "?excludedAttributes=" + names)))
                .isEqualTo(CLIENT.get("/Users/" + ID).json());
    }

    @Test
    void refusesBothAtOnce() {
        String both = "?attributes=userName&excludedAttributes=title";
        assertRefused(CLIENT.get("/Users/" + ID + both), 400, "invalidValue");
        assertRefused(CLIENT.get("/Users" + both), 400, "invalidValue");
    }

    /** RFC 7643 section 7: returned request. */
    @Test
    void givesTheRoleUnderItsOwnUrnOnRequestOnly() {
        assertThat(CLIENT.get("/Users/" + ID).json().has(ROLE)).isFalse();
        JsonNode asked = assertOk(CLIENT.get("/Users/" + ID + "?attributes=" + ROLE));
        assertThat(asked.path(ROLE)).isEqualTo(node("{'jotform_user_role':'admin'}"));
        assertThat(asked.path("schemas")).isEqualTo(node("['" + CORE + "','" + ROLE + "']"));
        Response written = CLIENT.post("/Users", user(someName(), "'" + ROLE + "':{'jotform_user_role':'user'}"));
        assertThat(assertCreated(written).path(ROLE)).isEqualTo(node("{'jotform_user_role':'user'}"));
    }

    @Test
    void choosesWhatTheAnswerToAWriteCarries() {
        String name = someName();
        Response made = CLIENT.post("/Users?attributes=userName", user(name, "'title':'x'"));
        assertCreated(made);
        assertThat(besideIdAndSchemas(made)).isEqualTo(node("{'userName':'" + name + "'}"));
        assertThat(made.header("Location")).endsWith("/Users/" + made.id());
        assertThat(made.header("ETag")).isNotBlank();

        String address = "/Users/" + made.id();
        Response put = CLIENT.put(address + "?excludedAttributes=id,meta,active", user(name, "'title':'y'"));
        assertThat(besideIdAndSchemas(put)).isEqualTo(node("{'userName':'" + name + "','title':'y'}"));

        String operation = "{'op':'replace','path':'title','value':'z'}";
        Response patched = CLIENT.patch(address + "?attributes=title", patch(operation));
        assertThat(besideIdAndSchemas(patched)).isEqualTo(node("{'title':'z'}"));
        assertThat(patched.status()).isEqualTo(200);
    }

    @Test
    void refusesBothAtOnceBeforeItWrites() {
        String name = someName();
        String both = "?attributes=userName&excludedAttributes=title";
        assertRefused(CLIENT.post("/Users" + both, user(name)), 400, "invalidValue");
        assertThat(CLIENT.filter("userName eq \"" + name + "\"").text("/totalResults"))
                .isEqualTo("0");
        assertRefused(CLIENT.put("/Users/" + ID + both, user(name)), 400, "invalidValue");
        assertRefused(
                CLIENT.patch("/Users/" + ID + both, patch("{'op':'remove','path':'displayName'}")),
                400,
                "invalidValue");
        assertThat(CLIENT.get("/Users/" + ID).text("/displayName")).isEqualTo("Babs");
    }

    /** RFC 7643 section 7: returned never. */
    @ParameterizedTest
    @ValueSource(strings = {"", "?attributes=password", "?excludedAttributes=title", "?attributes=password,userName"})
    void neverGivesAPassword(String query) {
        assertThat(CLIENT.get("/Users/" + ID + query).body()).doesNotContain("t1me");
        assertThat(CLIENT.get("/Users" + query).body()).doesNotContain("t1me");
        String body = user(someName(), "'password':'t1meMa$heen'");
        Response made = CLIENT.post("/Users" + query, body);
        assertThat(made.body()).doesNotContain("t1me");
        assertThat(CLIENT.put("/Users/" + made.id() + query, body).body()).doesNotContain("t1me");
        String operation = "{'op':'add','value':{'password':'t1meMa$heen','title':'x'}}";
        assertThat(CLIENT.patch("/Users/" + made.id() + query, patch(operation)).body())
                .doesNotContain("t1me");
    }

    private static JsonNode besideIdAndSchemas(Response answer) {
        assertThat(answer.status()).as(answer.body()).isBetween(200, 201);
        return besideIdAndSchemas(answer.json());
    }

    private static JsonNode besideIdAndSchemas(JsonNode user) {
        ObjectNode copy = user.deepCopy();
        assertThat(copy.remove("id")).isNotNull();
        assertThat(copy.remove("schemas")).isNotNull();
        return copy;
    }
}
