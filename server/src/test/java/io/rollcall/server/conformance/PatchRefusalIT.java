package io.rollcall.server.conformance;

import static io.rollcall.server.conformance.Answers.assertRefused;
import static io.rollcall.server.conformance.Bodies.json;
import static io.rollcall.server.conformance.Bodies.patch;
import static io.rollcall.server.conformance.Bodies.someName;
import static io.rollcall.server.conformance.Bodies.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PATCH requests that are refused, and leave the user as it is (RFC 7644 sections 3.5.2 and 3.12). */
class PatchRefusalIT {
    private static final ScimClient CLIENT = TestOrganization.create().client();
    private static final Response MADE = CLIENT.post(
            "/Users",
            user(
                    someName(),
                    "'emails':[{'value':'a','type':'work'},{'value':'b','type':'home'}]",
                    "'" + Bodies.ENTERPRISE + "':{'manager':{'value':'m'}}"));
    private static final String ADDRESS = "/Users/" + MADE.id();

    @AfterEach
    void nothingHasChanged() {
        assertThat(CLIENT.get(ADDRESS).json()).isEqualTo(MADE.json());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'op':'remove'}                                                 | noTarget
            {'op':'remove','value':{'title':'x'}}                           | noTarget
            {'op':'replace','path':'emails[value sw \\'x\\'].value','value':'y'} | noTarget
            {'op':'replace','path':'emails[type ne \\'work\\' and type ne \\'home\\']','value':{'value':'y'}} | noTarget
            {'op':'replace','path':'emails[not (value pr)].value','value':'y'} | noTarget
            {'op':'replace','path':'emails[type eq \\'fax\\'].value','value':'y'} | noTarget
            {'op':'replace','path':'phoneNumbers[primary eq true].value','value':'y'} | noTarget
            {'op':'replace','path':'roles[primary eq \\'True\\'].value','value':'y'} | noTarget
            {'op':'replace','path':'id','value':'x'}                        | mutability
            {'op':'add','path':'meta.created','value':'2011-05-13T04:42:34Z'} | mutability
            {'op':'remove','path':'meta'}                                   | mutability
            {'op':'add','path':'groups','value':[{'value':'g'}]}            | mutability
            {'op':'remove','path':'groups[value eq \\'g\\']'}               | mutability
            {'op':'replace','path':'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.displayName','value':'x'} | mutability
            {'op':'remove','path':'userName'}                               | mutability
            {'op':'replace','path':'userName','value':null}                 | invalidValue
            {'op':'replace','path':'userName','value':''}                   | invalidValue
            {'op':'replace','value':{'userName':''}}                        | invalidValue
            {'op':'replace','path':'unheardOf','value':'x'}                 | invalidPath
            {'op':'remove','path':'unheardOf'}                              | invalidPath
            {'op':'replace','path':'name.unheardOf','value':'x'}            | invalidPath
            {'op':'replace','path':'urn:ietf:params:scim:schemas:core:2.0:User:department','value':'x'} | invalidPath
            {'op':'replace','path':'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User.pet','value':'x'} | invalidPath
            {'op':'replace','path':'manager[value eq \\'m\\'].value','value':'x'} | invalidPath
            {'op':'remove','path':'manager[pet eq \\'m\\']'}              | invalidFilter
            {'op':'replace','path':'urn:foo:bar','value':'x'}               | invalidPath
            {'op':'replace','path':'members','value':[]}                    | invalidPath
            {'op':'replace','path':'emails[type eq \\'work\\'','value':'x'} | invalidPath
            {'op':'replace','path':'emails[type eq \\'work\\']]','value':'x'} | invalidPath
            {'op':'replace','path':'emails[type eq \\'work\\'].value.x','value':'x'} | invalidPath
            {'op':'replace','path':'emails[]','value':'x'}                  | invalidPath
            {'op':'replace','path':'emails[type]','value':'x'}              | invalidPath
            {'op':'replace','path':'title[value eq \\'x\\']','value':'x'}   | invalidPath
            {'op':'replace','path':'name[givenName eq \\'x\\'].familyName','value':'x'} | invalidPath
            {'op':'replace','path':'emails.value[type eq \\'work\\']','value':'x'} | invalidPath
            {'op':'replace','path':'title eq \\'x\\'','value':'x'}          | invalidPath
            {'op':'replace','path':'/title','value':'x'}                    | invalidPath
            {'op':'replace','path':5,'value':'x'}                           | invalidPath
            {'op':'replace','path':'emails[unheardOf eq \\'x\\'].value','value':'x'} | invalidFilter
            {'op':'replace','path':'emails[primary gt true].value','value':'x'} | invalidFilter
            {'op':'replace','path':'title','value':1.5}                     | invalidValue
            {'op':'replace','path':'title','value':{'a':1}}                 | invalidValue
            {'op':'replace','path':'name','value':'x'}                      | invalidValue
            {'op':'replace','path':'active','value':'maybe'}                | invalidValue
            {'op':'replace','path':'addresses','value':'x'}                 | invalidValue
            {'op':'replace','path':'emails','value':[{'value':1.5}]}        | invalidValue
            {'op':'replace','path':'emails[type eq \\'work\\'].value','value':[1,2]} | invalidValue
            {'op':'add','path':'emails','value':[{'value':'x','primary':true},{'value':'y','primary':true}]} | invalidValue
            {'op':'replace','path':'emails.primary','value':true}           | invalidValue
            {'op':'add'}                                                    | invalidValue
            {'op':'add','path':'title'}                                     | invalidValue
            {'op':'replace','value':'x'}                                    | invalidValue
            {'op':'replace','value':[{'title':'x'},{'locale':'x'}]}         | invalidValue
            {'op':'add','path':'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User','value':'x'} | invalidValue
            {'path':'title','value':'x'}                                    | invalidSyntax
            {'op':'','path':'title','value':'x'}                            | invalidSyntax
            {'op':null,'path':'title','value':'x'}                          | invalidSyntax
            {'op':'move','path':'title','from':'nickName'}                  | invalidSyntax
            {'op':'test','path':'title','value':'x'}                        | invalidSyntax
            {'op':5,'path':'title','value':'x'}                             | invalidSyntax
            {'op':'replace','Op':'add','path':'title','value':'x'}          | invalidSyntax
            {'op':'replace','value':{'title':'x','Title':'y'}}              | invalidSyntax
            'replace'                                                       | invalidSyntax
            null                                                            | invalidSyntax
            """)
    void refusesAnOperation(String operation, String scimType) {
        assertRefused(CLIENT.patch(ADDRESS, patch(operation)), 400, scimType);
        Response second = CLIENT.patch(ADDRESS, patch("{'op':'add','path':'title','value':'t'}", operation));
        assertRefused(second, 400, scimType);
        assertThat(second.text("/detail")).contains("operation 2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "5",
                "'x'",
                "{'schemas':['urn:ietf:params:scim:api:messages:2.0:PatchOp']}",
                "{'Operations':null}",
                "{'Operations':[]}",
                "{'Operations':{'op':'add','path':'title','value':'x'}}",
                "{'Operations':'x'}",
                "{'schemas':['urn:foo'],'Operations':[{'op':'add','path':'title','value':'x'}]}",
                "{'schemas':'urn:foo','Operations':[{'op':'add','path':'title','value':'x'}]}",
                "{'Operations':[{'op':'add','path':'title','value':'x'}],'operations':[]}",
                "{'title':'x'}",
                "{'op':'add','path':'title','value':'x'}",
                "{'Operations':[{'op':'add','path':'title','value':'x'}",
                ""
            })
    void refusesWhatIsNoPatchMessage(String body) {
        assertRefused(CLIENT.patch(ADDRESS, json(body)), 400, "invalidSyntax");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'op':'replace','path':'userName','value':'   '}",
                "{'op':'replace','path':'jotform_user_role','value':'emperor'}"
            })
    void refusesWhatTheWholeUserMayNotHave(String operation) {
        assertRefused(CLIENT.patch(ADDRESS, patch(operation)), 400, "invalidValue");
    }

    @Test
    void refusesMoreOperationsThanItTakes() {
        String[] operations = Collections.nCopies(1_001, "{'op':'add','path':'title','value':'x'}")
                .toArray(String[]::new);
        assertRefused(CLIENT.patch(ADDRESS, patch(operations)), 400, "invalidValue");
    }
}
