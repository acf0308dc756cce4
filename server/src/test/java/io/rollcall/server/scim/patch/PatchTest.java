package io.rollcall.server.scim.patch;

import static io.rollcall.server.scim.TestJson.file;
import static io.rollcall.server.scim.TestJson.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.scim.schema.UserSchemas;
import io.rollcall.server.scim.scimple.TestSchemas;
import io.rollcall.server.scim.scimple.protocol.ScimProblem;
import io.rollcall.server.scim.scimple.protocol.ScimProblem.Type;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** PATCH changes what it names and nothing else, or is refused (RFC 7644 section 3.5.2). */
class PatchTest extends PatchedUser {
    private static final String PATCH_OP = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

    /** RFC 7644 section 3.5.2, the request's form. */
    @Nested
    class TheRequest {
        @Test
        void namesItsMembersInAnyCase() {
            user = patched(
                    "{'SCHEMAS':['" + PATCH_OP + "'],'operations':[{'OP':'rePLACE','Path':'title','VALUE':'x'}]}");
            assertUser("title").isEqualTo(json("{'a':'x'}").get("a"));
        }

        @Test
        void mayLackSchemasButNotHaveOthers() {
            assertRefused(Type.INVALID_SYNTAX, "{'schemas':['urn:x'],'Operations':[{'op':'remove','path':'title'}]}")
                    .contains(PATCH_OP);
        }

        @Test
        void needsOperations() {
            assertRefused(Type.INVALID_SYNTAX, "{}").contains("Operations");
            assertRefused(Type.INVALID_SYNTAX, "{'Operations':[]}").contains("Operations");
            assertRefused(Type.INVALID_SYNTAX, "{'Operations':{'op':'remove','path':'title'}}")
                    .contains("Operations");
            assertRefused(Type.INVALID_SYNTAX, "{'Operations':['remove']}").contains("operation 1");
        }

        @Test
        void hasABoundedNumberOfOperations() {
            PatchLimits two = new PatchLimits(2, PatchLimits.DEFAULT.paths(), PatchLimits.DEFAULT.cost(), 1_000_000);
            String remove = "{'op':'remove','path':'title'}";
            assertThat(PatchedUser.patch(new Patches(SCHEMAS, two), operations(remove, remove)))
                    .isNotNull();
            assertThat(catchThrowableOfType(
                            ScimProblem.class,
                            () -> PatchedUser.patch(new Patches(SCHEMAS, two), operations(remove, remove, remove))))
                    .hasMessageContaining("most allowed is 2");
        }

        @Test
        void hasABoundedNumberOfComparisonsWithALargeUser() {
            Patches cheap =
                    new Patches(SCHEMAS, new PatchLimits(1_000, PatchLimits.DEFAULT.paths(), 100_000, 1_000_000));
            for (String operation : new String[] {
                "{'op':'remove','path':'ims[" + String.join(" or ", Collections.nCopies(17, "value co \\'x\\'"))
                        + "]'}",
                "{'op':'replace','path':'ims[not (" + String.join(" and ", Collections.nCopies(17, "value co \\'x\\'"))
                        + ")].display','value':'x'}",
                "{'op':'remove','path':'ims','value':[" + String.join(",", Collections.nCopies(16, "{'value':'x'}"))
                        + "]}",
            }) {
                Patch patch = PatchedUser.patch(cheap, operations(operation));
                assertThat(catchThrowableOfType(Refusal.class, () -> patch.requireAffordable(1_000_000)))
                        .as(operation)
                        .hasMessageMatching("(?s).*with 1[79] comparisons.*")
                        .hasMessageContaining("at most 16");
                patch.requireAffordable(1_000);
            }
            Patch few = PatchedUser.patch(
                    cheap,
                    operations("{'op':'remove','path':'ims["
                            + String.join(" or ", Collections.nCopies(16, "value co \\'x\\'")) + "]'}"));
            few.requireAffordable(1_000_000);
        }

        /** The elements are looked at once; a thousand single additions to a large list are as cheap as one of a thousand. */
        @Test
        void costsLittleWhenItAddsManyTimesInARow() {
            String[] adds = IntStream.range(0, 1_000)
                    .mapToObj(number -> "{'op':'add','path':'ims','value':[{'value':'new" + number + "'}]}")
                    .toArray(String[]::new);
            Patch patch = PatchedUser.patch(new Patches(SCHEMAS, PatchLimits.DEFAULT), operations(adds));
            patch.requireAffordable(500_000);
            assertThat(patch.isExpensive(500_000)).isFalse();
            for (int place = 1; place < adds.length; place += 2) {
                adds[place] = "{'op':'remove','path':'ims[value eq \\'none\\']'}";
            }
            Patch mixed = PatchedUser.patch(new Patches(SCHEMAS, PatchLimits.DEFAULT), operations(adds));
            assertThat(catchThrowableOfType(Refusal.class, () -> mixed.requireAffordable(500_000)))
                    .hasMessageContaining("2000 comparisons");
        }

        @Test
        void isExpensiveFromATenthOfTheMostComparisons() {
            Patch patch = PatchedUser.patch(
                    new Patches(SCHEMAS, PatchLimits.DEFAULT),
                    operations("{'op':'remove','path':'ims["
                            + String.join(" or ", Collections.nCopies(10, "value co \\'x\\'")) + "]'}"));
            assertThat(patch.isExpensive(200_000)).isFalse();
            assertThat(patch.isExpensive(200_001)).isTrue();
            patch.requireAffordable(1_000_000);
        }

        /** Identity providers send tens of operations, and lists of hundreds of values. */
        @Test
        void isNotExpensiveAsIdentityProvidersWriteIt() {
            String[] operations = IntStream.range(0, 40)
                    .mapToObj(number -> "{'op':'remove','path':'roles[value eq \\'role" + number + "\\']'}")
                    .toArray(String[]::new);
            String listed = "{'op':'remove','path':'roles','value':["
                    + IntStream.range(0, 500)
                            .mapToObj(number -> "{'value':'role" + number + "'}")
                            .collect(Collectors.joining(","))
                    + "]}";
            for (ObjectNode body : List.of(operations(operations), operations(listed))) {
                assertThat(PatchedUser.patch(new Patches(SCHEMAS, PatchLimits.DEFAULT), body)
                                .isExpensive(40_000))
                        .isFalse();
            }
        }

        /** A hundred megabytes as text, of a PATCH of ten kilobytes. */
        @Test
        void spreadsNoLongTextOverThousandsOfElements() {
            ObjectNode user = JsonNodeFactory.instance.objectNode().put("userName", "jane");
            ArrayNode ims = user.putArray("ims");
            IntStream.range(0, 9_900).forEach(number -> ims.addObject().put("value", "im" + number));
            String text = "x".repeat(10_000);
            for (String operation : new String[] {
                "{'op':'replace','path':'ims.display','value':'" + text + "'}",
                "{'op':'add','path':'ims[value sw \\'im\\'].display','value':'" + text + "'}",
                "{'op':'replace','path':'ims[value pr]','value':{'display':'" + text + "'}}",
            }) {
                Patch patch = PatchedUser.patch(new Patches(SCHEMAS, PatchLimits.DEFAULT), operations(operation));
                patch.requireAffordable(200_000);
                assertThat(catchThrowableOfType(Refusal.class, () -> patch.apply(user)))
                        .as(operation.substring(0, 60))
                        .hasMessageContaining("more than 1000000 characters");
            }
            Patch shorter = PatchedUser.patch(
                    new Patches(SCHEMAS, PatchLimits.DEFAULT),
                    operations("{'op':'replace','path':'ims.display','value':'x'}"));
            assertThat(shorter.apply(user).path("ims")).hasSize(9_900);
        }

        /** A User that became too large under another limit can be made smaller. */
        @Test
        void makesALargerUserSmaller() {
            ObjectNode user = JsonNodeFactory.instance
                    .objectNode()
                    .put("userName", "jane")
                    .put("title", "x".repeat(2_000))
                    .put("nickName", "x".repeat(2_000));
            Patches small = new Patches(SCHEMAS, new PatchLimits(1_000, PatchLimits.DEFAULT.paths(), 1_000_000, 1_024));
            assertThat(PatchedUser.patch(small, operations("{'op':'remove','path':'nickName'}"))
                            .apply(user)
                            .has("nickName"))
                    .isFalse();
        }

        /** In a moment, though the values are made to have one hash code. */
        @Test
        void addsToThousandsOfElementsWhoseHashCodesAreEqual() {
            ObjectNode user = JsonNodeFactory.instance.objectNode().put("userName", "jane");
            ArrayNode ims = user.putArray("ims");
            for (int number = 0; number < 1 << 13; number++) {
                ims.addObject().put("value", colliding(number));
            }
            String[] adds = IntStream.range(0, 16)
                    .mapToObj(number -> "{'op':'add','path':'ims','value':[{'value':'new" + number + "'}]}")
                    .toArray(String[]::new);
            Patch patch = PatchedUser.patch(new Patches(SCHEMAS, PatchLimits.DEFAULT), operations(adds));
            assertTimeoutPreemptively(
                    Duration.ofSeconds(10),
                    () -> assertThat(patch.apply(user).path("ims")).hasSize((1 << 13) + 16));
        }

        private static String colliding(int number) {
            return IntStream.range(0, 13)
                    .mapToObj(bit -> (number >> bit & 1) == 0 ? "Aa" : "BB")
                    .collect(Collectors.joining());
        }

        @Test
        void knowsThreeOperations() {
            assertOperationRefused(Type.INVALID_SYNTAX, "{'op':'move','path':'title','value':'x'}")
                    .contains("op must be");
            assertOperationRefused(Type.INVALID_SYNTAX, "{'path':'title','value':'x'}")
                    .contains("op must be");
            assertOperationRefused(Type.INVALID_SYNTAX, "{'op':'add','OP':'add','path':'title','value':'x'}")
                    .contains("twice");
        }

        @Test
        void needsAValueToAddOrReplace() {
            assertOperationRefused(Type.INVALID_VALUE, "{'op':'add','path':'title'}")
                    .contains("value is missing");
            assertOperationRefused(Type.INVALID_VALUE, "{'op':'replace'}").contains("value is missing");
        }

        @Test
        void tellsWhichOperationIsWrong() {
            assertRefused(
                            Type.INVALID_VALUE,
                            operations("{'op':'remove','path':'title'}", "{'op':'add','path':'title','value':1.5}"))
                    .isEqualTo("In operation 2: title must be a text, not a number.");
        }
    }

    /** RFC 7644 section 3.5.2: a PATCH is atomic. */
    @Nested
    class TheDocument {
        @Test
        void staysAsItIsAndIsUsableAgain() {
            ObjectNode before = user.deepCopy();
            Patch patch = patch(operations(
                    "{'op':'replace','path':'emails','value':[{'value':'n@x'}]}",
                    "{'op':'replace','path':'emails[not (display pr)].type','value':'other'}",
                    "{'op':'replace','path':'emails.display','value':'x'}"));
            ObjectNode first = patch.apply(user);
            assertThat(user).isEqualTo(before);
            assertThat(patch.apply(user)).isEqualTo(first).isNotEqualTo(before);
        }

        @Test
        void isTheSameWhereNothingChanges() {
            ObjectNode before = user;
            user = stored("'jotform_user_role':'user','emails':[{'value':'w@x','type':'work'}]");
            assertThat(patched(operations(
                                    "{'op':'replace','path':'emails[type eq \\'work\\'].value','value':'w@x'}",
                                    "{'op':'add','value':{'active':true,'jotform_user_role':'user','id':'7'}}",
                                    "{'op':'remove','path':'nickName'}"))
                            .toString())
                    .isEqualTo(user.toString())
                    .isNotEqualTo(before.toString());
        }

        @Test
        void listsTheSchemasThatItHasAfterwards() {
            apply("{'op':'add','path':'ENTERPRISE:department','value':'Sales'}");
            assertThat(user.path("schemas")).hasSize(2);
            apply("{'op':'remove','path':'ENTERPRISE:department'}");
            assertThat(user.path("schemas")).hasSize(1);
            assertThat(user.has(ENTERPRISE)).isFalse();
        }

        @Test
        void showsEachOperationToTheNext() {
            apply(
                    "{'op':'add','path':'emails[type eq \\'other\\'].display','value':'Other'}",
                    "{'op':'add','path':'emails[type eq \\'other\\'].value','value':'o@x'}");
            assertUser("emails")
                    .isEqualTo(array(
                            "{'value':'w@x','type':'work','primary':true}",
                            "{'value':'h@x','type':'home'}",
                            "{'type':'other','display':'Other','value':'o@x'}"));
        }
    }

    /** RFC 7644 section 3.12, invalidPath and mutability. */
    @Nested
    class AttributePaths {
        @Test
        void thatNobodyKnowsAreRefused() {
            assertOperationRefused(Type.INVALID_PATH, "{'op':'add','path':'shoeSize','value':1}")
                    .contains("\"shoeSize\"");
            assertOperationRefused(Type.INVALID_PATH, "{'op':'add','path':'name.pet','value':'x'}")
                    .contains("\"name.pet\"");
            assertOperationRefused(Type.INVALID_PATH, "{'op':'add','path':'urn:example:x','value':{}}")
                    .contains("urn:example:x");
        }

        @Test
        void thatCannotBeReadAreRefused() {
            assertOperationRefused(
                            Type.INVALID_PATH, "{'op':'add','path':'emails[type eq \\'x\\']].value','value':'x'}")
                    .isNotEmpty();
            assertOperationRefused(Type.INVALID_PATH, "{'op':'add','path':'emails[type','value':'x'}")
                    .isNotEmpty();
            assertOperationRefused(Type.INVALID_PATH, "{'op':'add','path':7,'value':'x'}")
                    .contains("path must be a text");
            assertOperationRefused(Type.INVALID_PATH, "{'op':'add','value':{'emails[type':'x'}}")
                    .isNotEmpty();
        }

        @Test
        void toWhatTheServerSetsAreRefused() {
            for (String path : new String[] {
                "id",
                "meta.created",
                "groups",
                "groups[value eq \\'7\\']",
                "groups.value",
                "ENTERPRISE:manager.displayName"
            }) {
                assertOperationRefused(Type.MUTABILITY, "{'op':'replace','path':'" + path + "','value':'x'}")
                        .contains("readOnly");
                assertOperationRefused(Type.MUTABILITY, "{'op':'remove','path':'" + path + "'}")
                        .contains("readOnly");
            }
        }

        @Test
        void toThePasswordOrSchemasChangeNothing() {
            ObjectNode before = user;
            apply(
                    "{'op':'replace','path':'password','value':'secret'}",
                    "{'op':'add','path':'schemas','value':['urn:x']}");
            assertThat(user).isEqualTo(before);
        }
    }

    @Nested
    class RecordedBodies {
        @Test
        void ofOktaDeactivate() {
            user = patch(file("okta/patch-deactivate.json")).apply(user);
            assertThat(user.path("active").booleanValue()).isFalse();
        }

        @Test
        void ofEntraDisable() {
            assertThat(patch(file("entra/patch-disable.json"))
                            .apply(user)
                            .path("active")
                            .booleanValue())
                    .isFalse();
            assertThat(patch(file("entra/patch-disable-aadoptscim.json"))
                            .apply(user)
                            .path("active")
                            .booleanValue())
                    .isFalse();
        }

        @Test
        void ofEntraChangeAttributesOneByOne() {
            user = patch(file("entra/patch-attributes.json")).apply(user);
            assertThat(user.path("displayName").textValue()).isEqualTo("Bjfe");
            assertThat(user.path("emails").path(0).path("value").textValue()).isEqualTo("new@example.com");
            assertUser("phoneNumbers").isEqualTo(array("{'type':'work','value':'+1 555 0100'}"));
            assertUser(ENTERPRISE).isEqualTo(json("{'department':'Sales','manager':{'value':'u7'}}"));
        }

        @Test
        void ofEntraChangeAttributesTogether() {
            user = patch(file("entra/patch-attributes-aadoptscim.json")).apply(user);
            assertThat(user.path("displayName").textValue()).isEqualTo("Bjfe");
            assertUser("name").isEqualTo(json("{'familyName':'Unua','givenName':'Kkom'}"));
            assertUser(ENTERPRISE).isEqualTo(json("{'employeeNumber':'Aklq'}"));
        }
    }

    /** RFC 7644 section 3.5.2: a value may be added to an immutable attribute that has none. */
    @Test
    void immutableAttributesAreSetOnce() {
        UserSchemas badges = TestSchemas.withImmutableBadge();
        ObjectNode without = json("{'schemas':['urn:example:User'],'active':true,'userName':'jane'}");
        ObjectNode stored = PatchedUser.patch(
                        new Patches(badges, PatchLimits.DEFAULT), operations("{'op':'add','path':'badge','value':'1'}"))
                .apply(without);
        assertThat(stored.path("badge").textValue()).isEqualTo("1");
        for (String change :
                new String[] {"{'op':'replace','path':'badge','value':'2'}", "{'op':'remove','path':'badge'}"}) {
            Patch patch = PatchedUser.patch(new Patches(badges, PatchLimits.DEFAULT), operations(change));
            ScimProblem problem = catchThrowableOfType(ScimProblem.class, () -> patch.apply(stored));
            assertThat(problem.type()).isEqualTo(Type.MUTABILITY);
        }
    }
}
