package io.rollcall.server.scim.document;

import static io.rollcall.server.scim.TestJson.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.extensions.RoleAttribute;
import io.rollcall.server.scim.scimple.TestSchemas;
import io.rollcall.server.scim.scimple.protocol.ScimProblem;
import io.rollcall.server.scim.scimple.protocol.ScimProblem.Type;
import java.time.Duration;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The input that a client may write for a User, and its normalized form (RFC 7643 sections 2 and 3). */
class DocumentReaderTest {
    private static final String CORE = "urn:ietf:params:scim:schemas:core:2.0:User";
    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    private final DocumentReader reader = new DocumentReader(TestSchemas.user());

    /** To normalize a hundred thousand would take minutes. */
    @Test
    void refusesHundredsOfCombiningMarksInARow() {
        String some = "e\u0301\u0316".repeat(1_000);
        assertThat(reader.read(json("{'userName':'jane','title':'" + some + "'}"))
                        .document()
                        .path("title")
                        .asText())
                .isEqualTo(some);
        String many = "a" + "\u0301\u0316".repeat(51);
        assertThat(catchThrowableOfType(
                        ScimProblem.class, () -> reader.read(json("{'userName':'jane','title':'" + many + "'}"))))
                .hasMessageContaining("title has more than 100 combining marks in a row");
    }

    /** RFC 7643 section 2.1, RFC 7644 section 3.10. */
    @Nested
    class AttributeNames {
        @Test
        void readInAnyCaseAndWrittenAsTheSchemaSpellsThem() {
            assertRead("{'USERNAME':'jane','Name':{'FAMILYNAME':'Doe'},'emails':[{'Value':'j@x','TYPE':'work'}]}")
                    .isEqualTo("{'schemas':['CORE'],'userName':'jane','emails':[{'type':'work','value':'j@x'}],"
                            + "'name':{'familyName':'Doe'}}");
        }

        @Test
        void ofExtensionsReadInAnyCase() {
            assertRead("{'userName':'jane','URN:IETF:params:scim:schemas:extension:ENTERPRISE:2.0:user':"
                            + "{'Department':'Sales'}}")
                    .isEqualTo(
                            "{'schemas':['CORE','ENTERPRISE'],'userName':'jane','ENTERPRISE':{'department':'Sales'}}");
        }

        @Test
        void ofTheCoreSchemaReadUnderItsUrn() {
            assertRead(
                            "{'CORE':{'userName':'jane','name.givenName':'Jane'},'CORE:title':'Boss','CORE:name.familyName':'Doe'}")
                    .isEqualTo("{'schemas':['CORE'],'userName':'jane','name':{'familyName':'Doe','givenName':'Jane'},"
                            + "'title':'Boss'}");
        }

        @Test
        void ofAnExtensionReadBehindItsUrnAndAColon() {
            assertRead("{'userName':'jane','ENTERPRISE:department':'Sales','ENTERPRISE:manager.value':'7'}")
                    .isEqualTo("{'schemas':['CORE','ENTERPRISE'],'userName':'jane',"
                            + "'ENTERPRISE':{'department':'Sales','manager':{'value':'7'}}}");
        }

        @Test
        void dottedJoinTheObjectWhereverItStands() {
            assertRead("{'userName':'jane','name.givenName':'Jane','name':{'familyName':'Doe'}}")
                    .isEqualTo("{'schemas':['CORE'],'userName':'jane','name':{'familyName':'Doe','givenName':'Jane'}}");
        }

        @Test
        void saidTwiceInDifferentCaseAreRefused() {
            assertRefused(Type.INVALID_SYNTAX, "{'userName':'jane','UserName':'joe'}")
                    .contains("userName");
            assertRefused(Type.INVALID_SYNTAX, "{'userName':'jane','name':{'givenName':'a','GivenName':'a'}}")
                    .contains("name.givenName");
            assertRefused(Type.INVALID_SYNTAX, "{'userName':'jane','CORE':{'userName':'jane'}}")
                    .contains("userName");
            assertRefused(Type.INVALID_SYNTAX, "{'userName':'jane','name':{'givenName':'a'},'name.givenName':'b'}")
                    .contains("name.givenName");
        }

        /** Comparing each with each takes half a minute. */
        @Test
        void inTensOfThousandsOfCasesAreRefusedSoon() {
            ObjectNode user = JsonNodeFactory.instance.objectNode().put("userName", "jane");
            for (int number = 0; number < 60_000; number++) {
                user.put(inCase("preferredlanguage", number), 0);
            }
            for (int number = 0; number < 1 << 14; number++) {
                user.put(inCase("employeenumber", number), 0);
            }
            assertTimeoutPreemptively(Duration.ofSeconds(10), () -> assertThat(
                            catchThrowableOfType(ScimProblem.class, () -> reader.read(user)))
                    .hasMessageContaining("preferredLanguage"));
        }

        private static String inCase(String name, int number) {
            StringBuilder text = new StringBuilder(name);
            for (int letter = 0; letter < name.length(); letter++) {
                if ((number >> letter & 1) == 1) {
                    text.setCharAt(letter, Character.toUpperCase(name.charAt(letter)));
                }
            }
            return text.toString();
        }

        @Test
        void unknownToTheSchemasAreIgnored() {
            assertRead(
                            "{'userName':'jane','shoeSize':44,'name':{'pet':'x'},'urn:example:x':{'a':1},'ENTERPRISE':{'b':2}}")
                    .isEqualTo("{'schemas':['CORE'],'userName':'jane'}");
        }
    }

    /** RFC 7643 section 2.2 and section 7, mutability. */
    @Nested
    class WhatTheServerSets {
        @Test
        void isIgnoredWhateverItHolds() {
            assertRead("{'userName':'jane','id':5,'meta':{'created':'04-12-2018 00:00:00'},'groups':'x',"
                            + "'ENTERPRISE':{'manager':{'value':'7','displayName':3}}}")
                    .isEqualTo("{'schemas':['CORE','ENTERPRISE'],'userName':'jane',"
                            + "'ENTERPRISE':{'manager':{'value':'7'}}}");
        }

        @Test
        void neverKeepsAPassword() {
            assertRead("{'userName':'jane','password':'secret'}").isEqualTo("{'schemas':['CORE'],'userName':'jane'}");
            assertRead("{'userName':'jane','password':null}").isEqualTo("{'schemas':['CORE'],'userName':'jane'}");
        }

        @Test
        void ofAPasswordIsHeldToItsType() {
            assertWrong("'password':1.5").contains("password must be a text");
            assertWrong("'password':{'a':1}").contains("password must be a text");
        }
    }

    /** RFC 7643 section 3 and RFC 7644 section 3.1. */
    @Nested
    class Schemas {
        @Test
        void mayBeMissing() {
            assertRead("{'userName':'jane'}").isEqualTo("{'schemas':['CORE'],'userName':'jane'}");
            assertRead("{'schemas':null,'userName':'jane'}").isEqualTo("{'schemas':['CORE'],'userName':'jane'}");
        }

        @Test
        void areReplacedByWhatTheUserHas() {
            assertRead("{'schemas':['" + CORE.toLowerCase() + "','ENTERPRISE','urn:example:x'],'userName':'jane'}")
                    .isEqualTo("{'schemas':['CORE'],'userName':'jane'}");
        }

        @Test
        void withoutTheCoreUserAreRefused() {
            assertRefused(Type.INVALID_SYNTAX, "{'schemas':['ENTERPRISE'],'userName':'jane'}")
                    .contains(CORE);
        }

        @Test
        void areAnArrayOfTexts() {
            assertRefused(Type.INVALID_SYNTAX, "{'schemas':'CORE','userName':'jane'}")
                    .contains("array");
            assertRefused(Type.INVALID_SYNTAX, "{'schemas':['CORE',1],'userName':'jane'}")
                    .contains("URNs");
        }
    }

    /** RFC 7643 section 2.5. */
    @Nested
    class NoValue {
        @Test
        void isNullOrAnEmptyTextArrayOrObject() {
            assertRead("{'userName':'jane','title':null,'nickName':'','emails':[],'name':{},'ENTERPRISE':null}")
                    .isEqualTo("{'schemas':['CORE'],'userName':'jane'}");
        }

        @Test
        void leavesNoEmptyShellBehind() {
            assertRead("{'userName':'jane','name':{'givenName':'','familyName':null},"
                            + "'ENTERPRISE':{'department':'','manager':{'value':''}}}")
                    .isEqualTo("{'schemas':['CORE'],'userName':'jane'}");
        }

        @Test
        void dropsElementsThatOnlyHaveLabels() {
            assertRead("{'userName':'jane','phoneNumbers':[null,{},{'type':'work','value':null},{'value':'1'}],"
                            + "'addresses':[{'type':'work','primary':true,'locality':''},{'country':'TR'}]}")
                    .isEqualTo("{'schemas':['CORE'],'userName':'jane','addresses':[{'country':'TR'}],"
                            + "'phoneNumbers':[{'value':'1'}]}");
        }

        @Test
        void ofTheUserNameIsRefused() {
            assertRefused(Type.INVALID_VALUE, "{}").contains("userName is required");
            assertRefused(Type.INVALID_VALUE, "{'userName':null}").contains("userName is required");
            assertRefused(Type.INVALID_VALUE, "{'userName':''}").contains("userName is required");
            assertRefused(Type.INVALID_VALUE, "{'userName':'  '}").contains("userName is required");
        }
    }

    /** RFC 7643 section 2.3. */
    @Nested
    class Types {
        /** ToleratedShapesTest has every attribute. */
        @Test
        void ofObjectsAndArraysAreHeld() {
            assertWrong("'name':'x'").isEqualTo("name must be an object, not a text.");
            assertWrong("'addresses':'x'").isEqualTo("addresses must be an array of objects, not a text.");
            assertWrong("'addresses':['x']").isEqualTo("addresses must be an object, not a text.");
            assertWrong("'ENTERPRISE':'x'").isEqualTo(ENTERPRISE + " must be an object, not a text.");
            assertWrong("'ENTERPRISE':{'manager':[1,2]}")
                    .isEqualTo(ENTERPRISE + ":manager must be an object, not an array.");
            assertWrong("'emails':7").isEqualTo("emails must be an array of objects, not a number.");
            assertWrong("'emails':[true]").isEqualTo("emails must be an object, not a boolean.");
        }

        @Test
        void ofTextsAreHeld() {
            assertWrong("'title':1.5").isEqualTo("title must be a text, not a number.");
            assertWrong("'title':['a','b']").isEqualTo("title must be a text, not an array.");
            assertWrong("'name':{'givenName':{'a':1}}").isEqualTo("name.givenName must be a text, not an object.");
            assertWrong("'photos':[{'value':7}]").isEqualTo("photos.value must be a text, not a number.");
        }

        @Test
        void takeShapesThatCanMeanOneThingOnly() {
            assertRead(
                            "{'userName':['jane'],'title':7,'nickName':[{'$ref':null,'value':'J'}],'name':[{'givenName':['J']}],"
                                    + "'emails':'j@x','roles':['a'],'phoneNumbers':{'value':1},"
                                    + "'addresses':[{'type':'work','streetAddress':['1 St'],'postalCode':['9']}],"
                                    + "'ENTERPRISE':[{'manager':[{'$ref':null,'value':5}]}],'name.familyName':'D'}")
                    .isEqualTo("{'schemas':['CORE','ENTERPRISE'],'userName':'jane',"
                            + "'name':{'familyName':'D','givenName':'J'},'nickName':'J','title':'7',"
                            + "'emails':[{'value':'j@x'}],'roles':[{'value':'a'}],'phoneNumbers':[{'value':'1'}],"
                            + "'addresses':[{'type':'work','streetAddress':'1 St','postalCode':'9'}],"
                            + "'ENTERPRISE':{'manager':{'value':'5'}}}");
        }

        @Test
        void takeNothingInAShapeForNothing() {
            assertRead("{'userName':'jane','title':[null],'nickName':[''],'locale':{'value':null},'emails':'',"
                            + "'ENTERPRISE':[null]}")
                    .isEqualTo("{'schemas':['CORE'],'userName':'jane'}");
        }

        @Test
        void takeBooleansAsTextsInAnyCase() {
            assertRead(
                            "{'userName':'jane','emails':[{'value':'j@x','primary':'True'},{'value':'k@x','primary':'FALSE'}]}")
                    .isEqualTo("{'schemas':['CORE'],'userName':'jane',"
                            + "'emails':[{'primary':true,'value':'j@x'},{'primary':false,'value':'k@x'}]}");
            assertWrong("'active':'yes'").isEqualTo("active must be true or false.");
            assertWrong("'active':1").isEqualTo("active must be true or false, not a number.");
        }

        @Test
        void takeAManagerWrittenAsText() {
            assertRead("{'userName':'jane','ENTERPRISE':{'manager':'7'}}")
                    .isEqualTo("{'schemas':['CORE','ENTERPRISE'],'userName':'jane',"
                            + "'ENTERPRISE':{'manager':{'value':'7'}}}");
        }

        @Test
        void ofCertificatesAreBase64() {
            assertRead("{'userName':'jane','x509Certificates':[{'value':'TU\\nlJ'}]}")
                    .isEqualTo("{'schemas':['CORE'],'userName':'jane','x509Certificates':[{'value':'TU\\nlJ'}]}");
            assertWrong("'x509Certificates':[{'value':'--BEGIN!'}]")
                    .startsWith("x509Certificates.value must be base64");
        }

        @Test
        void ofReferencesHaveNoBlanks() {
            assertRead("{'userName':'jane','profileUrl':'../jane|1'}")
                    .isEqualTo("{'schemas':['CORE'],'userName':'jane','profileUrl':'../jane|1'}");
            assertWrong("'profileUrl':'my page'").startsWith("profileUrl must be a URI");
        }

        @Test
        void refuseTextThatIsNotUnicode() {
            assertWrong("'title':'a\\u0000b'").startsWith("title has a character");
            assertWrong("'title':'a\\ud83d'").startsWith("title has a character");
            assertRead("{'userName':'jane','title':'\\ud83d\\ude00'}")
                    .isEqualTo("{'schemas':['CORE'],'userName':'jane','title':'😀'}");
        }

        @Test
        void boundTheUserNameAndExternalId() {
            assertRefused(Type.INVALID_VALUE, "{'userName':'" + "x".repeat(513) + "'}")
                    .contains("512");
            assertWrong("'externalId':'" + "x".repeat(513) + "'").contains("512");
            String longest = "😀".repeat(512);
            assertThat(read("{'userName':'" + longest + "'}")
                            .document()
                            .path("userName")
                            .textValue())
                    .isEqualTo(longest);
        }
    }

    /** RFC 7643 section 2.4. */
    @Nested
    class Elements {
        @Test
        void haveOnePrimaryAtMost() {
            assertWrong("'emails':[{'value':'a','primary':true},{'value':'b','primary':'true'}]")
                    .startsWith("emails has more than one element with primary true");
        }

        @Test
        void thatAreEqualAreKeptOnce() {
            assertRead("{'userName':'jane','emails':[{'value':'a','type':'work'},{'TYPE':'work','value':'a'}]}")
                    .isEqualTo("{'schemas':['CORE'],'userName':'jane','emails':[{'type':'work','value':'a'}]}");
        }

        @Test
        void ofTheSameValueAndTypeAreJoined() {
            assertRead("{'userName':'jane','emails':[{'value':'a','type':'work','display':'1'},"
                            + "{'value':'a','type':'work','primary':true},{'value':'a'}]}")
                    .isEqualTo("{'schemas':['CORE'],'userName':'jane','emails':["
                            + "{'display':'1','type':'work','primary':true,'value':'a'},{'value':'a'}]}");
        }

        @Test
        void areBounded() {
            assertWrong("'emails':[" + "null,".repeat(10_000) + "null]").contains("10000");
        }
    }

    @Nested
    class WhatIsSaidApart {
        @Test
        void isNothingWhenLeftOut() {
            WrittenDocument written = read("{'userName':'jane','" + RoleAttribute.EXTENSION_URN + "':{}}");
            assertThat(written.active()).isEqualTo(new Assignment.Nothing<>());
            assertThat(written.role()).isEqualTo(new Assignment.Nothing<>());
            assertThat(written.extensionRole()).isEqualTo(new Assignment.Nothing<>());
        }

        @Test
        void isNoValueWhenNullOrEmpty() {
            WrittenDocument written = read("{'userName':'jane','active':null,'jotform_user_role':'','"
                    + RoleAttribute.EXTENSION_URN + "':{'jotform_user_role':null}}");
            assertThat(written.active()).isEqualTo(new Assignment.NoValue<>());
            assertThat(written.role()).isEqualTo(new Assignment.NoValue<>());
            assertThat(written.extensionRole()).isEqualTo(new Assignment.NoValue<>());
        }

        @Test
        void isNoValueWhenTheWholeExtensionIsNull() {
            assertThat(read("{'userName':'jane','" + RoleAttribute.EXTENSION_URN + "':null}")
                            .extensionRole())
                    .isEqualTo(new Assignment.NoValue<>());
        }

        @Test
        void isItsValueOtherwise() {
            WrittenDocument written = read("{'userName':'jane','Active':'False','JOTFORM_user_role':'admin','"
                    + RoleAttribute.EXTENSION_URN + ":jotform_user_role':'user'}");
            assertThat(written.active()).isEqualTo(new Assignment.Value<>(false));
            assertThat(written.role()).isEqualTo(new Assignment.Value<>("admin"));
            assertThat(written.extensionRole()).isEqualTo(new Assignment.Value<>("user"));
        }

        @Test
        void staysOutOfTheDocument() {
            assertRead("{'userName':'jane','active':true,'jotform_user_role':'admin','" + RoleAttribute.EXTENSION_URN
                            + "':{'jotform_user_role':'user'}}")
                    .isEqualTo("{'schemas':['CORE'],'userName':'jane'}");
        }

        @Test
        void takesARoleInAnArrayOfOne() {
            assertThat(read("{'userName':'jane','jotform_user_role':['admin']}").role())
                    .isEqualTo(new Assignment.Value<>("admin"));
            assertThat(read("{'userName':'jane','jotform_user_role':[]}").role())
                    .isEqualTo(new Assignment.NoValue<>());
            assertWrong("'jotform_user_role':['admin','user']")
                    .isEqualTo("jotform_user_role must be a text, not an array.");
        }
    }

    @Test
    void leavesTheBodyAsItIs() {
        ObjectNode body = json("{'userName':'jane','name':{'givenName':'J'},'name.familyName':'Doe'}");
        ObjectNode before = body.deepCopy();
        reader.read(body);
        assertThat(body).isEqualTo(before);
    }

    private WrittenDocument read(String body) {
        return reader.read(json(named(body)));
    }

    private Read assertRead(String body) {
        return new Read(read(body).document());
    }

    private AbstractStringAssert<?> assertWrong(String attribute) {
        return assertRefused(Type.INVALID_VALUE, "{'userName':'jane'," + attribute + "}");
    }

    private AbstractStringAssert<?> assertRefused(Type type, String body) {
        ScimProblem problem = catchThrowableOfType(ScimProblem.class, () -> read(body));
        assertThat(problem).as("the refusal of %s", body).isNotNull();
        assertThat(problem.type()).isEqualTo(type);
        return assertThat(problem.getMessage());
    }

    private static String named(String body) {
        return body.replace("'CORE", "'" + CORE).replace("'ENTERPRISE", "'" + ENTERPRISE);
    }

    /** A document read, to be compared as JSON. */
    private record Read(ObjectNode document) {
        void isEqualTo(String expected) {
            assertThat(document).isEqualTo(json(named(expected)));
        }
    }
}
