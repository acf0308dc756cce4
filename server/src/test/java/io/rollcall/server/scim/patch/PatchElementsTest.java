package io.rollcall.server.scim.patch;

import static io.rollcall.server.scim.TestJson.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.scim.schema.AttributeDefinition;
import io.rollcall.server.scim.scimple.protocol.ScimProblem.Type;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PATCH of multi-valued attributes, and remove (RFC 7644 sections 3.5.2.1 to 3.5.2.3). */
class PatchElementsTest extends PatchedUser {
    /** RFC 7644 sections 3.5.2.1 and 3.5.2.3, RFC 7643 section 2.4. */
    @Nested
    class MultiValuedAttributes {
        @Test
        void growByAdd() {
            apply("{'op':'add','path':'emails','value':[{'value':'n@x'},{'value':'o@x'}]}");
            assertThat(user.path("emails")).hasSize(4);
            apply("{'op':'add','path':'phoneNumbers','value':[{'value':'1'}]}");
            assertUser("phoneNumbers").isEqualTo(array("{'value':'1'}"));
        }

        @Test
        void doNotGrowByWhatTheyHave() {
            apply("{'op':'add','path':'emails','value':[{'type':'home','value':'h@x'},{'type':'home','value':'h@x'}]}");
            assertThat(user.path("emails")).hasSize(2);
            apply("{'op':'add','path':'emails','value':[{'type':'home','value':'h@x','display':'Home'}]}");
            assertUser("emails")
                    .isEqualTo(array(
                            "{'value':'w@x','type':'work','primary':true}",
                            "{'value':'h@x','type':'home','display':'Home'}"));
        }

        @Test
        void areReplacedWhole() {
            apply("{'op':'replace','path':'emails','value':[{'value':'n@x'}]}");
            assertUser("emails").isEqualTo(array("{'value':'n@x'}"));
            apply("{'op':'replace','path':'emails','value':[]}");
            assertThat(user.has("emails")).isFalse();
        }

        @Test
        void areUnassignedByReplacingThemWithNothingAndNotByAddingNothing() {
            apply("{'op':'add','path':'emails','value':[]}");
            apply("{'op':'add','path':'emails','value':null}");
            apply("{'op':'add','value':{'emails':null}}");
            assertThat(user.path("emails")).hasSize(2);
            apply("{'op':'replace','path':'emails','value':null}");
            assertThat(user.has("emails")).isFalse();
        }

        @Test
        void takeOneElementWithoutBrackets() {
            apply("{'op':'add','path':'emails','value':{'value':'n@x'}}");
            assertThat(user.path("emails")).hasSize(3);
            apply("{'op':'replace','path':'emails','value':{'value':'n@x'}}");
            assertUser("emails").isEqualTo(array("{'value':'n@x'}"));
        }

        @Test
        void takeASubAttributeForAllElements() {
            apply("{'op':'replace','path':'emails.display','value':'x'}");
            assertThat(user.path("emails").findValuesAsText("display")).containsExactly("x", "x");
            apply("{'op':'remove','path':'emails.display'}");
            assertThat(user.path("emails").findValuesAsText("display")).isEmpty();
        }

        @Test
        void takeASubAttributeAsTheirFirstElement() {
            apply("{'op':'add','path':'phoneNumbers.value','value':'1'}");
            assertUser("phoneNumbers").isEqualTo(array("{'value':'1'}"));
        }

        @Test
        void keepOnePrimaryTheNewest() {
            apply("{'op':'add','path':'emails','value':[{'value':'n@x','primary':'True'}]}");
            assertThat(user.path("emails").findValuesAsText("primary")).containsExactly("false", "true");
            apply("{'op':'replace','path':'emails[type eq \\'home\\'].primary','value':true}");
            assertUser("emails")
                    .isEqualTo(array(
                            "{'value':'w@x','type':'work','primary':false}",
                            "{'value':'h@x','type':'home','primary':true}",
                            "{'value':'n@x','primary':false}"));
        }

        @Test
        void refuseToMakeSeveralPrimary() {
            assertOperationRefused(Type.INVALID_VALUE, "{'op':'replace','path':'emails.primary','value':true}")
                    .contains("only one may have it");
            assertOperationRefused(
                            Type.INVALID_VALUE,
                            "{'op':'add','path':'emails','value':[{'value':'a','primary':true},{'value':'b','primary':true}]}")
                    .contains("more than one element with primary true");
        }
    }

    /** RFC 7644 section 3.5.2, valuePath. */
    @Nested
    class ElementsThatAFilterFinds {
        @Test
        void takeASubAttribute() {
            apply("{'op':'replace','path':'EMAILS[Type eq \\'WORK\\'].Value','value':'n@x'}");
            assertUser("emails")
                    .isEqualTo(array("{'value':'n@x','type':'work','primary':true}", "{'value':'h@x','type':'home'}"));
        }

        @Test
        void mergeWithAnObjectAlsoInBrackets() {
            apply("{'op':'replace','path':'emails[type eq \\'work\\']','value':{'value':'n@x'}}");
            assertThat(user.path("emails").path(0)).isEqualTo(json("{'value':'n@x','type':'work','primary':true}"));
            apply("{'op':'add','path':'emails[type eq \\'work\\']','value':[{'display':'Work','primary':null}]}");
            assertThat(user.path("emails").path(0)).isEqualTo(json("{'value':'n@x','type':'work','display':'Work'}"));
        }

        @Test
        void areMadeWhereTheFilterSaysHow() {
            apply("{'op':'add','path':'phoneNumbers[type eq \\'work\\'].value','value':'1'}");
            apply("{'op':'add','path':'phoneNumbers[type eq \\'home\\' and primary eq \\'True\\'].value','value':'2'}");
            apply("{'op':'add','path':'phoneNumbers[type eq \\'fax\\' and primary eq true]','value':{'value':'3'}}");
            assertUser("phoneNumbers")
                    .isEqualTo(array(
                            "{'type':'work','value':'1'}",
                            "{'type':'home','value':'2','primary':false}",
                            "{'type':'fax','value':'3','primary':true}"));
        }

        /** RFC 7644 section 3.5.2.3; what Entra replaces is a part of an element that it names by its type. */
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{'op':'replace','path':'phoneNumbers[type eq \\'work\\']','value':{'value':'1'}}",
                    "{'op':'replace','path':'emails[value eq \\'z\\'].display','value':'x'}",
                    "{'op':'replace','path':'phoneNumbers[type eq \\'work\\'].display','value':'x'}",
                    "{'op':'replace','path':'addresses[type eq \\'other\\'].primary','value':true}",
                    "{'op':'replace','path':'emails[type eq \\'work\\' and value eq \\'z\\'].display','value':'x'}",
                    "{'op':'replace','path':'emails[type eq \\'fax\\'].value','value':'x'}",
                    "{'op':'replace','path':'phoneNumbers[display eq \\'work\\'].value','value':'1'}",
                    "{'op':'replace','path':'phoneNumbers[type ne \\'work\\'].value','value':'1'}",
                    "{'op':'replace','path':'phoneNumbers[type eq \\'work\\' and primary eq true].value','value':'1'}",
                    "{'op':'replace','path':'phoneNumbers[type eq null].value','value':'1'}",
                    "{'op':'replace','path':'roles[primary eq \\'True\\'].value','value':'r'}",
                    "{'op':'replace','path':'roles[type eq \\'work\\'].value','value':'r'}",
                    "{'op':'replace','value':{'emails[type eq \\'fax\\'].value':'x'}}"
                })
        void areNotMadeWhereAnElementIsToBeReplaced(String operation) {
            assertOperationRefused(Type.NO_TARGET, operation).contains("No element matches");
        }

        /** Every attribute with canonical types, each type in the client's case. */
        @Test
        void areMadeByReplaceWhereTheirTypeIsCanonical() {
            SCHEMAS.core().attributes().stream()
                    .filter(attribute -> attribute.multiValued() && !attribute.isReadOnly())
                    .forEach(attribute -> attribute
                            .subAttribute("type")
                            .map(AttributeDefinition::canonicalValues)
                            .orElse(List.of())
                            .forEach(type -> {
                                user = stored("'title':'x'");
                                String part = attribute.subAttribute("value").isPresent() ? "value" : "locality";
                                apply("{'op':'replace','path':'%s[type eq \\'%s\\'].%s','value':'x'}"
                                        .formatted(attribute.name(), type.toUpperCase(Locale.ROOT), part));
                                assertThat(user.path(attribute.name()).findValuesAsText(part))
                                        .as(attribute.name() + " " + type)
                                        .containsExactly("x");
                            }));
        }

        @Test
        void areNotMadeToHoldNothing() {
            ObjectNode before = user;
            apply("{'op':'replace','path':'phoneNumbers[type eq \\'work\\'].value','value':''}");
            assertThat(user).isEqualTo(before);
        }

        @Test
        void areRefusedWhereTheFilterDoesNotSayHow() {
            assertOperationRefused(
                            Type.NO_TARGET,
                            "{'op':'replace','path':'emails[type ne \\'home\\' and value sw \\'z\\'].display','value':'x'}")
                    .contains("emails[type ne \"home\" and value sw \"z\"].display");
            assertOperationRefused(
                            Type.NO_TARGET,
                            "{'op':'add','path':'emails[type eq \\'a\\' or type eq \\'b\\'].value','value':'x'}")
                    .contains("No element matches");
        }

        @Test
        void areNotMadeAgainstTheirFilter() {
            assertOperationRefused(
                            Type.NO_TARGET,
                            "{'op':'replace','path':'emails[value eq \\'old@x\\'].value','value':'n@x'}")
                    .contains("No element matches");
        }

        @Test
        void loseTheirValueAndWithItTheirPlace() {
            apply("{'op':'remove','path':'emails[type eq \\'home\\'].value'}");
            assertUser("emails").isEqualTo(array("{'value':'w@x','type':'work','primary':true}"));
        }

        @Test
        void areRefusedForAttributesWithoutElements() {
            assertOperationRefused(
                            Type.INVALID_PATH, "{'op':'replace','path':'name[familyName eq \\'x\\']','value':{}}")
                    .contains("name has no elements");
            assertOperationRefused(
                            Type.INVALID_PATH, "{'op':'replace','path':'emails.value[type eq \\'x\\']','value':'x'}")
                    .contains("brackets come behind emails");
        }

        @Test
        void areRefusedForSubAttributesThatNobodyKnows() {
            assertOperationRefused(
                            Type.INVALID_FILTER, "{'op':'replace','path':'emails[pet eq \\'x\\'].value','value':'x'}")
                    .contains("emails has no sub-attribute \"pet\"");
        }
    }

    /** RFC 7644 section 3.5.2.2. */
    @Nested
    class Remove {
        @Test
        void unassigns() {
            apply(
                    "{'op':'remove','path':'title'}",
                    "{'op':'remove','path':'name.givenName'}",
                    "{'op':'remove','path':'emails'}");
            assertThat(user).isEqualTo(stored("'name':{'familyName':'Doe'}"));
            apply("{'op':'remove','path':'name'}", "{'op':'Remove','path':'name.familyName'}");
            assertThat(user).isEqualTo(stored("'title':null"));
        }

        @Test
        void takesAwayTheElementsThatAFilterFinds() {
            apply("{'op':'remove','path':'emails[type eq \\'home\\']'}");
            assertUser("emails").isEqualTo(array("{'value':'w@x','type':'work','primary':true}"));
            apply("{'op':'replace','path':'emails[type eq \\'work\\']','value':null}");
            assertThat(user.has("emails")).isFalse();
        }

        /** The element is gone already: a client that retries must not fail. */
        @Test
        void isContentWithWhatIsNotThere() {
            ObjectNode before = user;
            apply(
                    "{'op':'remove','path':'emails[type eq \\'other\\']'}",
                    "{'op':'remove','path':'photos.value'}",
                    "{'op':'remove','path':'ENTERPRISE:manager'}",
                    "{'op':'remove','path':'ENTERPRISE'}");
            assertThat(user).isEqualTo(before);
        }

        /** Entra ID removes a manager so. */
        @Test
        void takesAwayAReferenceIfItIsTheNamedOne() {
            user = stored("'manager':{'value':'7','$ref':'../Users/7'}");
            ObjectNode before = user;
            apply("{'op':'Remove','path':'manager[value eq \\'8\\']'}");
            assertThat(user).isEqualTo(before);
            apply("{'op':'Remove','path':'ENTERPRISE:manager[value eq \\'7\\'].$ref'}");
            assertUser(ENTERPRISE).isEqualTo(json("{'manager':{'value':'7'}}"));
            apply("{'op':'Remove','path':'ENTERPRISE.manager[value eq \\'7\\']'}");
            assertThat(user.has(ENTERPRISE)).isFalse();
            apply("{'op':'Remove','path':'manager[value eq \\'7\\']'}");
        }

        @Test
        void needsAPath() {
            assertOperationRefused(Type.NO_TARGET, "{'op':'remove'}").contains("needs a path");
            assertOperationRefused(Type.NO_TARGET, "{'op':'remove','value':{'title':'x'}}")
                    .contains("needs a path");
        }

        /** Microsoft Entra ID lists the values to remove. */
        @Test
        void takesAwayOnlyTheListedValues() {
            apply("{'op':'Remove','path':'emails','value':[{'value':'h@x'}]}");
            assertUser("emails").isEqualTo(array("{'value':'w@x','type':'work','primary':true}"));
            apply("{'op':'Remove','path':'emails','value':[{'value':'w@x','type':'home'},{'pet':'x'},{}]}");
            apply("{'op':'Remove','path':'emails','value':[]}");
            assertThat(user.path("emails")).hasSize(1);
            apply("{'op':'Remove','path':'emails','value':'other'}");
            assertThat(user.path("emails")).hasSize(1);
            apply("{'op':'Remove','path':'emails','value':['w@x']}");
            assertThat(user.has("emails")).isFalse();
        }

        @Test
        void leavesRequiredAttributes() {
            assertOperationRefused(Type.MUTABILITY, "{'op':'remove','path':'userName'}")
                    .contains("userName is required");
            assertOperationRefused(Type.INVALID_VALUE, "{'op':'replace','path':'userName','value':null}")
                    .contains("userName");
            assertOperationRefused(Type.INVALID_VALUE, "{'op':'replace','value':{'userName':''}}")
                    .contains("userName");
            assertOperationRefused(Type.MUTABILITY, "{'op':'remove','path':'schemas'}")
                    .contains("schemas");
            assertOperationRefused(Type.INVALID_VALUE, "{'op':'replace','path':'userName','value':' '}")
                    .contains("userName");
        }
    }
}
