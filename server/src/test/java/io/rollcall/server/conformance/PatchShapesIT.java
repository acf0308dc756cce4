package io.rollcall.server.conformance;

import static io.rollcall.server.conformance.Answers.assertOk;
import static io.rollcall.server.conformance.Bodies.json;
import static io.rollcall.server.conformance.Bodies.node;
import static io.rollcall.server.conformance.Bodies.patch;
import static io.rollcall.server.conformance.Bodies.someName;
import static io.rollcall.server.conformance.Bodies.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.server.scim.TestJson;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.TestOrganization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The PATCH bodies that identity providers really send, on a user with a name only, and with an email (RFC 7644 section 3.5.2). */
class PatchShapesIT {
    private static final ScimClient CLIENT = TestOrganization.create().client();
    private static final String ENTERPRISE = Bodies.ENTERPRISE;

    private static JsonNode patched(String[] members, String body) {
        String id = CLIENT.post("/Users", user(someName(), members)).id();
        JsonNode after = assertOk(CLIENT.patch("/Users/" + id, body));
        assertThat(CLIENT.get("/Users/" + id).json()).isEqualTo(after);
        return after;
    }

    private static void assertPatches(String[] members, String operation, String place, String expected) {
        JsonNode after = patched(members, patch(operation.replace("ENT", ENTERPRISE)));
        JsonNode found = after.at(place.replace("ENT", ENTERPRISE));
        if (expected == null) {
            assertThat(found.isMissingNode()).as(after.toString()).isTrue();
        } else {
            assertThat(found).as(after.toString()).isEqualTo(node(expected));
        }
    }

    /** On a user who has nothing yet. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'op':'replace','value':{'active':false}}                              | /active | false
            {'op':'Replace','path':'active','value':'False'}                       | /active | false
            {'op':'REPLACE','path':'Active','value':'false'}                       | /active | false
            {'op':'Add','path':'active','value':false}                             | /active | false
            {'op':'remove','path':'active'}                                        | /active | true
            {'op':'replace','path':'active','value':null}                          | /active | true
            {'op':'Add','path':'displayName','value':'Bjfe'}                       | /displayName | 'Bjfe'
            {'op':'Replace','path':'displayName','value':''}                       | /displayName |
            {'op':'Replace','path':'name.givenName','value':'Kkom'}                | /name | {'givenName':'Kkom'}
            {'op':'Replace','path':'NAME.GIVENNAME','value':'Kkom'}                | /name | {'givenName':'Kkom'}
            {'op':'Add','path':'emails[type eq \\'work\\'].value','value':'a@b.c'}  | /emails | [{'value':'a@b.c','type':'work'}]
            {'op':'Replace','path':'emails[type eq \\'work\\'].value','value':'a'}  | /emails | [{'value':'a','type':'work'}]
            {'op':'Replace','path':'Emails[Type eq \\'work\\'].Value','value':'a'}  | /emails | [{'value':'a','type':'work'}]
            {'op':'add','path':'phoneNumbers[type eq \\'work\\'].value','value':'1'} | /phoneNumbers | [{'value':'1','type':'work'}]
            {'op':'add','path':'addresses[type eq \\'work\\'].locality','value':'L'} | /addresses | [{'locality':'L','type':'work'}]
            {'op':'add','path':'roles[primary eq \\'True\\'].value','value':'r'}   | /roles | [{'value':'r','primary':true}]
            {'op':'add','path':'emails[type eq \\'home\\' and primary eq true].value','value':'a'} | /emails | [{'value':'a','type':'home','primary':true}]
            {'op':'Replace','path':'ENT:department','value':'Tours'}               | /ENT | {'department':'Tours'}
            {'op':'Add','path':'ENT:employeeNumber','value':'Aklq'}                | /ENT | {'employeeNumber':'Aklq'}
            {'op':'Replace','path':'ENT:manager','value':'boss'}                   | /ENT/manager | {'value':'boss'}
            {'op':'Add','path':'ENT:manager','value':{'value':'boss','displayName':'x'}} | /ENT/manager | {'value':'boss'}
            {'op':'Add','path':'ENT:manager','value':[{'value':'boss'}]}           | /ENT/manager | {'value':'boss'}
            {'op':'add','value':{'ENT:department':'Tours'}}                        | /ENT | {'department':'Tours'}
            {'op':'add','value':{'ENT':{'department':'Tours'}}}                    | /ENT | {'department':'Tours'}
            {'op':'add','path':'ENT','value':{'department':'Tours'}}               | /ENT | {'department':'Tours'}
            {'op':'replace','value':{'name.givenName':'K','name.familyName':'U'}}  | /name | {'familyName':'U','givenName':'K'}
            {'op':'replace','value':{'name':{'givenName':'K'},'name.familyName':'U'}} | /name | {'familyName':'U','givenName':'K'}
            {'op':'replace','value':{'emails[type eq \\'work\\'].value':'a'}}       | /emails | [{'value':'a','type':'work'}]
            {'op':'replace','value':{'urn:ietf:params:scim:schemas:core:2.0:User:title':'T'}} | /title | 'T'
            {'op':'replace','value':{'urn:ietf:params:scim:schemas:core:2.0:User':{'title':'T'}}} | /title | 'T'
            {'op':'replace','value':{'id':'x','meta':{'version':'1'},'groups':[],'schemas':['urn:x'],'title':'T'}} | /title | 'T'
            {'op':'replace','value':{'unheardOf':1,'title':'T'}}                   | /title | 'T'
            {'op':'replace','path':'','value':{'title':'T'}}                       | /title | 'T'
            {'op':'replace','path':null,'value':{'title':'T'}}                     | /title | 'T'
            {'OP':'replace','Path':'title','VALUE':'T'}                            | /title | 'T'
            {'op':'replace','path':'password','value':'secret'}                    | /password |
            {'op':'add','path':'jotform_user_role','value':'admin'}                | /jotform_user_role | 'admin'
            {'op':'replace','value':{'jotform_user_role':'admin'}}                 | /jotform_user_role | 'admin'
            {'op':'add','path':'jotform_user_role','value':['admin']}              | /jotform_user_role | 'admin'
            {'op':'add','path':'urn:ietf:params:scim:schemas:core:2.0:User:jotform_user_role','value':'admin'} | /jotform_user_role | 'admin'
            {'op':'remove','path':'emails[type eq \\'work\\']'}                    | /emails |
            {'op':'remove','path':'emails','value':[{'value':'x'}]}                | /emails |
            """)
    void givesAUserWithNothingWhatTheySay(String operation, String place, String expected) {
        assertPatches(new String[0], operation, place, expected);
    }

    /** On a user who has all of it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'op':'Replace','path':'emails[type eq \\'work\\'].value','value':'c'}  | /emails | [{'value':'c','type':'work','primary':true},{'value':'b','type':'home'}]
            {'op':'Replace','path':'emails[type eq \\'other\\'].value','value':'c'} | /emails/2 | {'value':'c','type':'other'}
            {'op':'Replace','path':'emails[type eq \\'work\\'].value','value':null} | /emails | [{'value':'b','type':'home'}]
            {'op':'Replace','path':'emails[type eq \\'work\\'].value','value':''}   | /emails | [{'value':'b','type':'home'}]
            {'op':'Remove','path':'emails[type eq \\'work\\'].value'}               | /emails | [{'value':'b','type':'home'}]
            {'op':'Remove','path':'emails','value':[{'value':'a'}]}                 | /emails | [{'value':'b','type':'home'}]
            {'op':'Remove','path':'emails','value':{'value':'a','type':'home'}}     | /emails/1/value | 'b'
            {'op':'Remove','path':'emails[value eq \\'a\\']'}                       | /emails | [{'value':'b','type':'home'}]
            {'op':'add','path':'emails','value':[{'value':'b','type':'home','primary':true}]} | /emails | [{'value':'a','type':'work','primary':false},{'value':'b','type':'home','primary':true}]
            {'op':'add','path':'emails','value':[{'value':'a','type':'work'}]}      | /emails/2 |
            {'op':'replace','path':'emails[type eq \\'home\\']','value':{'value':'n'}} | /emails/1 | {'value':'n','type':'home'}
            {'op':'replace','path':'emails[type eq \\'home\\']','value':[{'value':'n'}]} | /emails/1 | {'value':'n','type':'home'}
            {'op':'replace','path':'roles[primary eq \\'True\\'].value','value':'q'} | /roles | [{'value':'q','primary':true}]
            {'op':'Replace','path':'ENT:manager','value':''}                        | /ENT/manager |
            {'op':'Replace','path':'ENT:manager','value':'m2'}                      | /ENT/manager/value | 'm2'
            {'op':'Remove','path':'ENT:manager'}                                    | /ENT/manager |
            {'op':'replace','path':'name.formatted','value':'F'}                    | /name | {'formatted':'F','familyName':'Jensen','givenName':'Barbara'}
            {'op':'replace','value':{'name':{'familyName':'U'}}}                    | /name | {'familyName':'U','givenName':'Barbara'}
            {'op':'replace','path':'jotform_user_role','value':'user'}              | /jotform_user_role | 'user'
            {'op':'remove','path':'jotform_user_role'}                              | /jotform_user_role |
            {'op':'replace','path':'jotform_user_role','value':''}                  | /jotform_user_role |
            {'op':'replace','value':{'active':'True'}}                              | /active | true
            {'op':'remove','path':'active'}                                         | /active | false
            {'op':'replace','value':{'title':'x'}}                                  | /active | false
            """)
    void changesAUserWithEverythingAsTheySay(String operation, String place, String expected) {
        String[] members = {
            "'active':false",
            "'name':{'familyName':'Jensen','givenName':'Barbara'}",
            "'emails':[{'value':'a','type':'work','primary':true},{'value':'b','type':'home'}]",
            "'roles':[{'value':'r','primary':true}]",
            "'jotform_user_role':'admin'",
            "'" + ENTERPRISE + "':{'department':'Tours','manager':{'value':'m1','$ref':'../Users/m1'}}"
        };
        assertPatches(members, operation, place, expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"okta/patch-deactivate.json", "entra/patch-disable.json", "entra/patch-disable-aadoptscim.json"})
    void deactivates(String recorded) {
        JsonNode after = patched(new String[0], TestJson.file(recorded).toString());
        assertThat(after.path("active").asBoolean(true)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"entra/patch-attributes.json", "entra/patch-attributes-aadoptscim.json"})
    void takesWhatEntraSendsForSeveralAttributes(String recorded) {
        JsonNode after = patched(new String[0], TestJson.file(recorded).toString());
        assertThat(after.path("displayName").asText()).isEqualTo("Bjfe");
        assertThat(after.path(ENTERPRISE)).isNotEmpty();
    }

    @Test
    void takesTheRoleUnderItsExtension() {
        String id = CLIENT.post("/Users", user(someName())).id();
        String operation = "{'op':'add','path':'" + Bodies.ROLE + ":jotform_user_role','value':'admin'}";
        JsonNode after = assertOk(CLIENT.patch("/Users/" + id, patch(operation)));
        assertThat(after.path("jotform_user_role").asText()).isEqualTo("admin");
        assertThat(after.path(Bodies.ROLE)).isEqualTo(node("{'jotform_user_role':'admin'}"));
        assertThat(CLIENT.get("/Users/" + id).text("/jotform_user_role")).isEqualTo("admin");
    }

    @Test
    void takesAMessageWithoutSchemasAndInAnyCase() {
        JsonNode after =
                patched(new String[0], json("{'operations':[{'op':'add','path':'title','value':'T'}],'unknown':true}"));
        assertThat(after.path("title").asText()).isEqualTo("T");
    }
}
