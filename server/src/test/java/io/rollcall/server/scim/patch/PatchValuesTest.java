package io.rollcall.server.scim.patch;

import static io.rollcall.server.scim.TestJson.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.extensions.RoleAttribute;
import io.rollcall.server.scim.scimple.protocol.ScimProblem.Type;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** PATCH of attributes with one value, and without a path (RFC 7644 sections 3.5.2.1 and 3.5.2.3). */
class PatchValuesTest extends PatchedUser {
    /** RFC 7644 sections 3.5.2.1 and 3.5.2.3. */
    @Nested
    class AddAndReplaceOfOneValue {
        @Test
        void set() {
            apply("{'op':'add','path':'TITLE','value':'Chief'}", "{'op':'replace','path':'nickName','value':'J'}");
            assertThat(user.path("title").textValue()).isEqualTo("Chief");
            assertThat(user.path("nickName").textValue()).isEqualTo("J");
        }

        @Test
        void mergeIntoAnObject() {
            apply("{'op':'replace','path':'name','value':{'FamilyName':'Roe'}}");
            assertUser("name").isEqualTo(json("{'familyName':'Roe','givenName':'Jane'}"));
            apply("{'op':'add','path':'name','value':{'middleName':'M','givenName':''}}");
            assertUser("name").isEqualTo(json("{'familyName':'Roe','middleName':'M'}"));
        }

        @Test
        void setASubAttributeAndMakeItsParent() {
            apply("{'op':'replace','path':'NAME.GIVENNAME','value':'June'}");
            assertUser("name").isEqualTo(json("{'familyName':'Doe','givenName':'June'}"));
            user = stored("'title':'x'");
            apply("{'op':'replace','path':'name.familyName','value':'Roe'}");
            assertUser("name").isEqualTo(json("{'familyName':'Roe'}"));
        }

        @Test
        void reachIntoAnExtensionThatIsNotThereYet() {
            apply("{'op':'replace','path':'ENTERPRISE:employeeNumber','value':'5'}");
            assertUser(ENTERPRISE).isEqualTo(json("{'employeeNumber':'5'}"));
        }

        @Test
        void reachTheCoreSchemaBehindItsUrn() {
            apply("{'op':'replace','path':'urn:ietf:params:scim:schemas:core:2.0:User:name.givenName','value':'June'}");
            assertThat(user.path("name").path("givenName").textValue()).isEqualTo("June");
        }

        @Test
        void mergeIntoAWholeExtension() {
            apply("{'op':'add','path':'ENTERPRISE','value':{'department':'Sales','manager':{'value':'7'}}}");
            apply("{'op':'replace','path':'ENTERPRISE','value':{'Department':'IT','manager':{'displayName':'x'}}}");
            assertUser(ENTERPRISE).isEqualTo(json("{'department':'IT','manager':{'value':'7'}}"));
            apply("{'op':'replace','path':'ENTERPRISE','value':null}");
            assertThat(user.has(ENTERPRISE)).isFalse();
        }

        @Test
        void takeAManagerWrittenAsText() {
            apply("{'op':'add','path':'ENTERPRISE:manager','value':{'value':'7','$ref':'../Users/7'}}");
            apply("{'op':'replace','path':'ENTERPRISE:manager','value':'8'}");
            assertUser(ENTERPRISE).isEqualTo(json("{'manager':{'value':'8'}}"));
            apply("{'op':'replace','path':'ENTERPRISE:manager','value':''}");
            assertThat(user.has(ENTERPRISE)).isFalse();
        }

        /** As Entra ID writes it, and as older clients of it do. */
        @Test
        void reachAnExtensionWithoutItsUrnOrBehindADot() {
            apply("{'op':'Add','path':'manager','value':[{'$ref':'http://h/scim/Users/7','value':'7'}]}");
            assertUser(ENTERPRISE).isEqualTo(json("{'manager':{'value':'7','$ref':'../Users/7'}}"));
            apply("{'op':'Replace','path':'ENTERPRISE.manager.value','value':'8'}");
            assertUser(ENTERPRISE).isEqualTo(json("{'manager':{'value':'8'}}"));
            apply("{'op':'Replace','value':{'ENTERPRISE.manager':'9','Department':'D'}}");
            assertUser(ENTERPRISE).isEqualTo(json("{'manager':{'value':'9'},'department':'D'}"));
        }

        @Test
        void giveWayWithoutAUrnToTheSameWithIt() {
            for (String value :
                    List.of("'manager':'1','ENTERPRISE:manager':'2'", "'ENTERPRISE:manager':'2','manager':'1'")) {
                apply("{'op':'add','value':{" + value + "}}");
                assertUser(ENTERPRISE).isEqualTo(json("{'manager':{'value':'2'}}"));
            }
        }

        @Test
        void takeFromAReferenceWhatWasSaidOfAnotherUser() {
            for (String change : List.of(
                    "{'op':'replace','path':'manager.value','value':'8'}",
                    "{'op':'add','path':'manager','value':{'value':'8'}}",
                    "{'op':'replace','value':{'manager':{'value':'8'}}}",
                    "{'op':'replace','value':{'ENTERPRISE':{'manager':['8']}}}",
                    "{'op':'replace','value':{'manager.value':'8'}}")) {
                user = stored("'manager':{'value':'7','$ref':'../Users/7'}");
                apply(change);
                assertUser(ENTERPRISE).as(change).isEqualTo(json("{'manager':{'value':'8'}}"));
            }
        }

        @Test
        void keepTheAddressOfAReferenceThatStaysOrComesWithIt() {
            user = stored("'manager':{'value':'7','$ref':'../Users/7'}");
            ObjectNode before = user;
            apply("{'op':'replace','path':'manager','value':'7'}", "{'op':'add','path':'manager.value','value':'7'}");
            assertThat(user).isEqualTo(before);
            apply("{'op':'replace','value':{'manager.$ref':'../Users/8','manager.value':'8'}}");
            assertUser(ENTERPRISE).isEqualTo(json("{'manager':{'value':'8','$ref':'../Users/8'}}"));
            apply("{'op':'remove','path':'manager.value'}");
            assertThat(user.has(ENTERPRISE)).isFalse();
        }

        @Test
        void mergeAnObjectInAnArrayLikeTheObject() {
            apply("{'op':'add','path':'name','value':[{'middleName':'M'}]}");
            assertUser("name").isEqualTo(json("{'familyName':'Doe','givenName':'Jane','middleName':'M'}"));
            apply("{'op':'replace','value':[{'title':['Chief'],'active':[{'$ref':null,'value':'False'}]}]}");
            assertThat(user.path("title").textValue()).isEqualTo("Chief");
            assertThat(user.path("active").booleanValue()).isFalse();
        }

        @Test
        void unassignByNullOrAnEmptyText() {
            apply("{'op':'replace','path':'title','value':null}", "{'op':'add','path':'name.givenName','value':''}");
            assertThat(user.has("title")).isFalse();
            assertUser("name").isEqualTo(json("{'familyName':'Doe'}"));
        }

        @Test
        void holdTheTypesOfTheSchema() {
            assertOperationRefused(Type.INVALID_VALUE, "{'op':'add','path':'name','value':'x'}")
                    .contains("name must be an object, not a text");
            assertOperationRefused(Type.INVALID_VALUE, "{'op':'add','path':'ENTERPRISE','value':'x'}")
                    .contains("must be an object");
            assertOperationRefused(Type.INVALID_VALUE, "{'op':'add','path':'addresses','value':'x'}")
                    .contains("addresses must be an array of objects, not a text");
        }
    }

    /** RFC 7644 section 3.5.2: without a path, the value holds attributes of the User itself. */
    @Nested
    class WithoutAPath {
        @Test
        void setEachAttributeOfTheValue() {
            apply(
                    "{'op':'replace','value':{'title':'Chief','NAME':{'givenName':'June'},'ENTERPRISE':{'division':'D'}}}");
            assertThat(user.path("title").textValue()).isEqualTo("Chief");
            assertUser("name").isEqualTo(json("{'familyName':'Doe','givenName':'June'}"));
            assertUser(ENTERPRISE).isEqualTo(json("{'division':'D'}"));
        }

        @Test
        void takeDottedUrnAndFilteredKeys() {
            apply("{'op':'add','value':{'name.givenName':'June','ENTERPRISE:manager.value':'7',"
                    + "'emails[type eq \\'work\\'].value':'n@x','urn:ietf:params:scim:schemas:core:2.0:User':"
                    + "{'title':'Chief'}}}");
            assertThat(user.path("name").path("givenName").textValue()).isEqualTo("June");
            assertUser(ENTERPRISE).isEqualTo(json("{'manager':{'value':'7'}}"));
            assertThat(user.path("emails").path(0).path("value").textValue()).isEqualTo("n@x");
            assertThat(user.path("title").textValue()).isEqualTo("Chief");
        }

        @Test
        void replaceOrExtendAMultiValuedAttribute() {
            apply("{'op':'add','value':{'emails':[{'value':'n@x'}]}}");
            assertThat(user.path("emails")).hasSize(3);
            apply("{'op':'replace','value':{'emails':[{'value':'n@x'}]}}");
            assertUser("emails").isEqualTo(array("{'value':'n@x'}"));
        }

        @Test
        void ignoreWhatTheServerSetsAndWhatNobodyKnows() {
            ObjectNode before = user;
            apply("{'op':'replace','value':{'id':'7','meta':{'version':5},'groups':'x','schemas':['urn:x'],"
                    + "'shoeSize':44,'password':'secret','ENTERPRISE':{'manager.displayName':'x','pet':'y'}}}");
            assertThat(user).isEqualTo(before);
        }

        @Test
        void nameWhatTheyIgnore() {
            Patch patch = patch(operations(
                    "{'op':'add','value':{'shoeSize':44,'ENTERPRISE':{'jotform_user_role':'admin'},'id':'7','pet':null}}",
                    "{'op':'add','path':'emails','value':[{'value':'x','foo':1}]}",
                    "{'op':'add','path':'name','value':{'pet':'x'}}"));
            assertThat(patch.ignored())
                    .isEqualTo("shoeSize, " + ENTERPRISE + ":jotform_user_role, emails.foo, name.pet");
        }

        @Test
        void needAnObject() {
            assertOperationRefused(Type.INVALID_VALUE, "{'op':'add','value':'x'}")
                    .contains("must be an object");
            assertOperationRefused(Type.INVALID_VALUE, "{'op':'add','path':'','value':[]}")
                    .contains("must be an object");
        }

        @Test
        void refuseAnAttributeSaidTwice() {
            assertOperationRefused(Type.INVALID_SYNTAX, "{'op':'add','value':{'title':'a','Title':'b'}}")
                    .contains("title occurs twice");
            assertOperationRefused(
                            Type.INVALID_SYNTAX,
                            "{'op':'add','value':{'ENTERPRISE':{},'" + ENTERPRISE.toLowerCase() + "':{}}}")
                    .contains(ENTERPRISE);
        }
    }

    /** The design: silence and removal never reactivate. */
    @Nested
    class Active {
        @Test
        void isSetByBooleansAndTexts() {
            apply("{'op':'Replace','path':'active','value':'False'}");
            assertThat(user.path("active").booleanValue()).isFalse();
            apply("{'op':'add','value':{'active':true}}");
            assertThat(user.path("active").booleanValue()).isTrue();
        }

        @Test
        void isLeftAsItIsByRemoveAndNull() {
            apply("{'op':'replace','path':'active','value':false}");
            ObjectNode inactive = user;
            apply(
                    "{'op':'remove','path':'active'}",
                    "{'op':'replace','path':'active','value':null}",
                    "{'op':'replace','value':{'active':''}}");
            assertThat(user).isEqualTo(inactive);
        }
    }

    @Nested
    class Role {
        private static final String IN_EXTENSION = RoleAttribute.EXTENSION_URN + ":" + RoleAttribute.DEFAULT_NAME;

        @Test
        void isSetFromEitherPlace() {
            apply("{'op':'add','path':'jotform_user_role','value':'admin'}");
            assertThat(user.path(RoleAttribute.DEFAULT_NAME).textValue()).isEqualTo("admin");
            apply("{'op':'replace','path':'" + IN_EXTENSION + "','value':'user'}");
            assertThat(user.path(RoleAttribute.DEFAULT_NAME).textValue()).isEqualTo("user");
            assertThat(user.has(RoleAttribute.EXTENSION_URN)).isFalse();
        }

        @Test
        void isTheOneThatDiffersAndTheTopLevelWhenBothDo() {
            user = stored("'jotform_user_role':'user'");
            apply("{'op':'replace','value':{'jotform_user_role':'user','" + IN_EXTENSION + "':'admin'}}");
            assertThat(user.path(RoleAttribute.DEFAULT_NAME).textValue()).isEqualTo("admin");
            apply("{'op':'replace','value':{'" + IN_EXTENSION + "':'creator','jotform_user_role':'user'}}");
            assertThat(user.path(RoleAttribute.DEFAULT_NAME).textValue()).isEqualTo("user");
        }

        @Test
        void isUnsetFromEitherPlace() {
            for (String path : new String[] {"jotform_user_role", IN_EXTENSION, RoleAttribute.EXTENSION_URN}) {
                user = stored("'jotform_user_role':'user'");
                apply("{'op':'remove','path':'" + path + "'}");
                assertThat(user).isEqualTo(stored("'title':null"));
            }
            user = stored("'jotform_user_role':'user'");
            apply("{'op':'replace','value':{'jotform_user_role':''}}");
            assertThat(user.has(RoleAttribute.DEFAULT_NAME)).isFalse();
        }

        @Test
        void isLeftAsItIsByOtherChanges() {
            user = stored("'jotform_user_role':'user'");
            apply("{'op':'replace','path':'title','value':'x'}");
            assertThat(user).isEqualTo(stored("'jotform_user_role':'user','title':'x'"));
        }
    }
}
