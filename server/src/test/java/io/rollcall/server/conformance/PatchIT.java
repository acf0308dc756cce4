package io.rollcall.server.conformance;

import static io.rollcall.server.conformance.Answers.assertOk;
import static io.rollcall.server.conformance.Answers.assertRefused;
import static io.rollcall.server.conformance.Bodies.node;
import static io.rollcall.server.conformance.Bodies.patch;
import static io.rollcall.server.conformance.Bodies.someName;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.scim.TestJson;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** PATCH /Users/{id} as RFC 7644 section 3.5.2 has it; each row: an operation on the User of RFC 7643 section 8.3, a place in it, its value. */
class PatchIT {
    private static final ScimClient CLIENT = TestOrganization.create().client();

    private final Response made = CLIENT.post("/Users", barbara());
    private final String address = "/Users/" + made.id();

    private static String barbara() {
        ObjectNode user = TestJson.file("rfc7643/enterprise-user.json");
        return user.put("userName", someName()).toString();
    }

    private void assertPatches(String operations, String place, String expected) {
        JsonNode after = assertOk(CLIENT.patch(address, patch(operations)));
        JsonNode found = after.at(place.replace("ENT", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"));
        if (expected == null) {
            assertThat(found.isMissingNode()).as(after.toString()).isTrue();
        } else {
            assertThat(found).as(after.toString()).isEqualTo(node(expected));
        }
        assertThat(CLIENT.get(address).json()).isEqualTo(after);
    }

    /** Section 3.5.2.1. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # the RFC's own example
            {'op':'add','value':{'emails':[{'value':'babs@jensen.org','type':'home'}],'nickname':'Babsi'}} | /nickName | 'Babsi'
            {'op':'add','value':{'emails':[{'value':'babs@example.net','type':'other'}]}} | /emails/2 | {'value':'babs@example.net','type':'other'}
            {'op':'add','value':{'emails':[{'value':'babs@jensen.org','type':'home'}]}} | /emails/2 |
            {'op':'add','path':'emails','value':[{'value':'x@y.z'}]}                   | /emails/2/value | 'x@y.z'
            {'op':'add','path':'emails','value':{'value':'x@y.z'}}                     | /emails/2/value | 'x@y.z'
            {'op':'add','path':'emails','value':[{'value':'x@y.z','primary':true}]}    | /emails/0/primary | false
            {'op':'add','path':'name','value':{'middleName':'J'}}                      | /name/middleName | 'J'
            {'op':'add','path':'name','value':{'middleName':'J'}}                      | /name/familyName | 'Jensen'
            {'op':'add','path':'name.middleName','value':'J'}                          | /name/middleName | 'J'
            {'op':'add','path':'title','value':'Boss'}                                 | /title | 'Boss'
            {'op':'add','path':'roles','value':[{'value':'guide'}]}                    | /roles/0/value | 'guide'
            {'op':'add','path':'emails[type eq \\'home\\'].display','value':'Home'}    | /emails/1/display | 'Home'
            {'op':'add','path':'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:division','value':'D'} | /ENT/division | 'D'
            {'op':'add','path':'urn:ietf:params:scim:schemas:core:2.0:User:title','value':'Boss'} | /title | 'Boss'
            {'op':'add','path':'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User','value':{'division':'D'}} | /ENT/costCenter | '4130'
            """)
    void adds(String operation, String place, String expected) {
        assertPatches(operation, place, expected);
    }

    /** Section 3.5.2.2. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # the RFC's own examples
            {'op':'remove','path':'emails[type eq \\'work\\' and value ew \\'example.com\\']'} | /emails | [{'value':'babs@jensen.org','type':'home'}]
            {'op':'remove','path':'emails'}                             | /emails |
            {'op':'remove','path':'title'}                              | /title |
            {'op':'remove','path':'name'}                               | /name |
            {'op':'remove','path':'name.familyName'}                    | /name/familyName |
            {'op':'remove','path':'emails[type eq \\'work\\']'}         | /emails/1 |
            {'op':'remove','path':'emails[type eq \\'work\\'].primary'} | /emails/0 | {'value':'bjensen@example.com','type':'work'}
            {'op':'remove','path':'emails[value pr]'}                   | /emails |
            {'op':'remove','path':'emails[type eq \\'fax\\']'}          | /emails/1/type | 'home'
            {'op':'remove','path':'entitlements'}                       | /entitlements |
            {'op':'remove','path':'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager'} | /ENT/manager |
            {'op':'remove','path':'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'} | /ENT |
            {'op':'remove','path':'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'} | /schemas | ['urn:ietf:params:scim:schemas:core:2.0:User']
            """)
    void removes(String operation, String place, String expected) {
        assertPatches(operation, place, expected);
    }

    /** Section 3.5.2.3. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # the RFC's own examples
            {'op':'replace','path':'addresses[type eq \\'work\\']','value':{'type':'work','streetAddress':'911 Universal City Plaza','locality':'Hollywood','region':'CA','postalCode':'91608','country':'US','formatted':'911','primary':true}} | /addresses/0/streetAddress | '911 Universal City Plaza'
            {'op':'replace','path':'addresses[type eq \\'work\\'].streetAddress','value':'1010 Broadway Ave'} | /addresses/0/streetAddress | '1010 Broadway Ave'
            {'op':'replace','path':'addresses[type eq \\'work\\'].streetAddress','value':'1010 Broadway Ave'} | /addresses/0/locality | 'Hollywood'
            {'op':'replace','path':'addresses[type eq \\'work\\'].streetAddress','value':'1010 Broadway Ave'} | /addresses/1/streetAddress | '456 Hollywood Blvd'
            {'op':'replace','value':{'emails':[{'value':'bjensen@example.com','type':'work','primary':true},{'value':'babs@jensen.org','type':'home'}],'nickname':'Babsi'}} | /nickName | 'Babsi'
            {'op':'replace','value':{'emails':[{'value':'one@x'}]}}                        | /emails | [{'value':'one@x'}]
            {'op':'replace','path':'emails','value':[{'value':'one@x'}]}                   | /emails | [{'value':'one@x'}]
            {'op':'replace','path':'emails','value':[]}                                    | /emails |
            {'op':'replace','path':'title','value':'Boss'}                                 | /title | 'Boss'
            {'op':'replace','path':'title','value':null}                                   | /title |
            {'op':'replace','path':'roles','value':[{'value':'x'}]}                        | /roles | [{'value':'x'}]
            {'op':'replace','path':'name','value':{'givenName':'B'}}                       | /name/givenName | 'B'
            {'op':'replace','path':'name','value':{'givenName':'B'}}                       | /name/familyName | 'Jensen'
            {'op':'replace','path':'emails[type eq \\'work\\'].value','value':'new@x'}     | /emails/0 | {'value':'new@x','type':'work','primary':true}
            {'op':'replace','path':'emails[type eq \\'home\\'].primary','value':true}      | /emails/0/primary | false
            {'op':'replace','path':'emails.type','value':'other'}                          | /emails/1/type | 'other'
            {'op':'replace','path':'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager','value':{'value':'m2'}} | /ENT/manager/value | 'm2'
            {'op':'replace','path':'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value','value':'m2'} | /ENT/manager/value | 'm2'
            {'op':'replace','path':'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User','value':{'costCenter':'1'}} | /ENT/costCenter | '1'
            """)
    void replaces(String operation, String place, String expected) {
        assertPatches(operation, place, expected);
    }

    @Test
    void appliesOperationsInTheirOrder() {
        assertPatches(
                "{'op':'remove','path':'emails'},{'op':'add','path':'emails','value':[{'value':'a','type':'work'}]},"
                        + "{'op':'replace','path':'emails[type eq \\'work\\'].value','value':'b'},"
                        + "{'op':'add','path':'emails','value':[{'value':'c'}]}",
                "/emails",
                "[{'value':'b','type':'work'},{'value':'c'}]");
    }

    /** "Either all operations are applied, or none." */
    @Test
    void appliesNoneWhereOneFails() {
        Response answer = CLIENT.patch(
                address,
                patch(
                        "{'op':'replace','path':'title','value':'Boss'}",
                        "{'op':'replace','path':'userName','value':''}"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/detail")).contains("2");
        assertThat(CLIENT.get(address).json()).isEqualTo(made.json());
    }

    /** Section 3.5.2.1: an operation that changes nothing "SHALL NOT change the modify timestamp". */
    @Test
    void leavesTheModifyTimestampWhereNothingChanges() {
        for (String operation : new String[] {
            "{'op':'add','path':'title','value':'Tour Guide'}",
            "{'op':'replace','value':{'title':'Tour Guide','active':true}}",
            "{'op':'add','path':'emails','value':[{'value':'babs@jensen.org','type':'home'}]}",
            "{'op':'remove','path':'roles'}",
            "{'op':'remove','path':'emails[type eq \\'fax\\']'}"
        }) {
            assertThat(assertOk(CLIENT.patch(address, patch(operation)))).isEqualTo(made.json());
        }
    }

    @Test
    void answersWithTheChangedUserAndItsVersion() {
        Response answer = CLIENT.patch(address, patch("{'op':'replace','path':'title','value':'Boss'}"));
        assertThat(answer.header("ETag"))
                .isEqualTo(answer.text("/meta/version"))
                .isNotEqualTo(made.header("ETag"));
        assertThat(answer.header("Location")).isEqualTo(answer.text("/meta/location"));
        assertThat(answer.text("/meta/created")).isEqualTo(made.text("/meta/created"));
        assertThat(answer.text("/meta/lastModified")).isGreaterThanOrEqualTo(made.text("/meta/lastModified"));
    }

    @Test
    void refusesANameThatSomebodyElseHas() {
        String other = CLIENT.post("/Users", barbara()).text("/userName");
        String operation = "{'op':'replace','path':'userName','value':'" + other + "'}";
        assertRefused(CLIENT.patch(address, patch(operation)), 409, "uniqueness");
        assertThat(CLIENT.get(address).json()).isEqualTo(made.json());
    }

    @Test
    void knowsNobodyByAnotherId() {
        String operation = "{'op':'replace','path':'title','value':'Boss'}";
        assertRefused(CLIENT.patch("/Users/2819c223-7f76-453a-919d-413861904646", patch(operation)), 404, "");
        assertRefused(CLIENT.patch("/Users/x", patch(operation)), 404, "");
        assertRefused(CLIENT.patch("/Users", patch(operation)), 405, "");
    }
}
