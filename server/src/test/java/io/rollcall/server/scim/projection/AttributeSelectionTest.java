package io.rollcall.server.scim.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.extensions.RoleAttribute;
import io.rollcall.server.scim.schema.AttributeDefinition;
import io.rollcall.server.scim.schema.AttributeDefinition.Mutability;
import io.rollcall.server.scim.schema.AttributeDefinition.Returned;
import io.rollcall.server.scim.schema.AttributeDefinition.Type;
import io.rollcall.server.scim.schema.AttributeDefinition.Uniqueness;
import io.rollcall.server.scim.schema.Attributes;
import io.rollcall.server.scim.schema.UserSchemas;
import io.rollcall.server.scim.scimple.TestSchemas;
import io.rollcall.server.scim.scimple.protocol.ScimProblem;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Answers carry what RFC 7644 section 3.9 and the {@code returned} characteristic of RFC 7643 section 7 say. */
class AttributeSelectionTest {
    private static final String CORE = "urn:ietf:params:scim:schemas:core:2.0:User";
    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    private static final String ROLE = RoleAttribute.EXTENSION_URN;

    private final UserSchemas schemas = TestSchemas.user();
    private final ObjectNode ada = json("""
            {"schemas":["%1$s","%2$s","%3$s"],
             "id":"018f","externalId":"00u1",
             "userName":"ada","name":{"familyName":"King","givenName":"Ada"},"active":true,"password":"secret",
             "emails":[{"value":"ada@example.com","type":"work"},{"value":"ada@home.example"}],
             "jotform_user_role":"admin",
             "%2$s":{"department":"Engines","manager":{"value":"017a","displayName":"Charles"}},
             "%3$s":{"jotform_user_role":"admin"},
             "meta":{"resourceType":"User","location":"https://acme.example/Users/018f"}}
            """.formatted(CORE, ENTERPRISE, ROLE));

    @Test
    void returnsByDefaultAllButThePasswordAndWhatIsOnlyReturnedOnRequest() {
        ObjectNode expected = ada.deepCopy();
        expected.remove(List.of("password", ROLE));
        expected.putArray("schemas").add(CORE).add(ENTERPRISE);

        assertThat(AttributeSelection.byDefault(schemas).select(ada)).hasToString(expected.toString());
    }

    @Test
    void returnsOnlyTheNamedAttributesWithSchemasAndId() {
        assertThat(asking("userName,active"))
                .isEqualTo("{'schemas':['%s'],'id':'018f','userName':'ada','active':true}", CORE);
    }

    @Test
    void readsNamesInAnyCaseAmongBlanksAndEmptyEntries() {
        assertThat(asking(" USERNAME , ,Name.FAMILYNAME,"))
                .isEqualTo("{'schemas':['%s'],'id':'018f','userName':'ada','name':{'familyName':'King'}}", CORE);
    }

    @Test
    void returnsASubAttributeOfEachElement() {
        assertThat(asking("emails.type")).isEqualTo("{'schemas':['%s'],'id':'018f','emails':[{'type':'work'}]}", CORE);
    }

    @Test
    void readsNamesBehindTheCoreUrn() {
        assertThat(asking(CORE + ":name.givenName"))
                .isEqualTo("{'schemas':['%s'],'id':'018f','name':{'givenName':'Ada'}}", CORE);
    }

    @Test
    void takesTheCoreUrnForEveryCoreAttributeButNotTheCommonOnesNorThePassword() {
        assertThat(AttributeSelection.of(schemas, Optional.of(CORE), Optional.empty())
                        .select(ada)
                        .fieldNames())
                .toIterable()
                .containsExactly("schemas", "id", "userName", "name", "active", "emails", "jotform_user_role");
    }

    @Test
    void readsNamesBehindAnExtensionsUrn() {
        assertThat(asking(ENTERPRISE.toUpperCase() + ":Manager.displayname"))
                .isEqualTo(
                        "{'schemas':['%1$s','%2$s'],'id':'018f','%2$s':{'manager':{'displayName':'Charles'}}}",
                        CORE, ENTERPRISE);
    }

    @Test
    void returnsAWholeExtensionByItsUrn() {
        assertThat(asking(ENTERPRISE))
                .isEqualTo(
                        "{'schemas':['%1$s','%2$s'],'id':'018f','%2$s':"
                                + "{'department':'Engines','manager':{'value':'017a','displayName':'Charles'}}}",
                        CORE, ENTERPRISE);
    }

    @Test
    void returnsTheRoleExtensionWhenItIsNamed() {
        String expected = "{'schemas':['%1$s','%2$s'],'id':'018f','%2$s':{'jotform_user_role':'admin'}}";

        assertThat(asking(ROLE)).isEqualTo(expected, CORE, ROLE);
        assertThat(asking(ROLE + ":jotform_user_role")).isEqualTo(expected, CORE, ROLE);
    }

    @Test
    void returnsAPartOfMeta() {
        assertThat(asking("meta.location"))
                .isEqualTo(
                        "{'schemas':['%s'],'id':'018f','meta':{'location':'https://acme.example/Users/018f'}}", CORE);
    }

    @Test
    void ignoresUnknownNamesSoThatOnlyTheMinimumIsLeft() {
        assertThat(asking("shoeSize,name.maiden,urn:example:none:User:userName"))
                .isEqualTo("{'schemas':['%s'],'id':'018f'}", CORE);
    }

    @Test
    void neverReturnsThePasswordHoweverItIsNamed() {
        assertThat(asking("password," + CORE + ":password")).isEqualTo("{'schemas':['%s'],'id':'018f'}", CORE);
    }

    @Test
    void leavesOutWhatIsExcluded() {
        assertThat(excluding("emails,name.givenName,meta.resourceType,externalId,jotform_user_role," + ENTERPRISE))
                .isEqualTo(
                        "{'schemas':['%s'],'id':'018f','userName':'ada','name':{'familyName':'King'},'active':true,"
                                + "'meta':{'location':'https://acme.example/Users/018f'}}",
                        CORE);
    }

    @Test
    void cannotExcludeWhatIsAlwaysReturned() {
        assertThat(excluding("id,schemas,meta,externalId," + CORE + "," + ENTERPRISE))
                .isEqualTo("{'schemas':['%s'],'id':'018f'}", CORE);
    }

    @Test
    void leavesNoEmptyObjectBehind() {
        assertThat(excluding("name.givenName,name.familyName,emails.value," + ENTERPRISE + ":manager.value,"
                        + ENTERPRISE + ":manager.displayName"))
                .contains("'emails':[{'type':'work'}]")
                .contains("{'department':'Engines'}")
                .doesNotContain("'name'")
                .doesNotContain("{}");
    }

    @Test
    void returnsWhatTheClientWroteUnlessItExcludedIt() {
        AttributeSelection selection = AttributeSelection.byDefault(schemas);

        assertThat(selection.withWritten(Set.of(ROLE)).select(ada).has(ROLE)).isTrue();
        assertThat(AttributeSelection.of(schemas, Optional.empty(), Optional.of(ROLE))
                        .withWritten(Set.of(ROLE))
                        .select(ada)
                        .has(ROLE))
                .isFalse();
        assertThat(AttributeSelection.of(schemas, Optional.of("userName"), Optional.empty())
                        .withWritten(Set.of(ROLE))
                        .select(ada)
                        .has(ROLE))
                .isFalse();
    }

    @Test
    void knowsWhetherAnythingButTheDefaultWasAsked() {
        AttributeSelection selection = AttributeSelection.of(schemas, Optional.of(" , "), Optional.of(""));

        assertThat(selection.isDefault()).isTrue();
        assertThat(selection.withWritten(Set.of("userName", ENTERPRISE)).isDefault())
                .isTrue();
        assertThat(selection.withWritten(Set.of(ROLE)).isDefault()).isFalse();
        assertThat(AttributeSelection.of(schemas, Optional.empty(), Optional.of("members"))
                        .isDefault())
                .as("an exclusion that no schema knows excludes nothing")
                .isTrue();
        assertThat(AttributeSelection.of(schemas, Optional.of("members"), Optional.empty())
                        .isDefault())
                .isFalse();
    }

    @Test
    void readsRepeatedParametersAndListsOfASearchRequest() {
        assertThat(AttributeSelection.of(schemas, List.of("userName", "active,externalId"), List.of())
                        .select(ada)
                        .fieldNames())
                .toIterable()
                .containsExactly("schemas", "id", "externalId", "userName", "active");
    }

    @Test
    void refusesBothParametersTogether() {
        assertThatThrownBy(() -> AttributeSelection.of(schemas, Optional.of("userName"), Optional.of("emails")))
                .isInstanceOfSatisfying(ScimProblem.class, problem -> assertThat(problem.type())
                        .isEqualTo(ScimProblem.Type.INVALID_VALUE))
                .hasMessageContaining("Send only one of them");
    }

    @Test
    void returnsSubAttributesByTheirOwnCharacteristic() {
        UserSchemas withBadge = TestSchemas.withCore(complex(
                "badge",
                Returned.DEFAULT,
                sub("number", Returned.ALWAYS),
                sub("colour", Returned.DEFAULT),
                sub("photo", Returned.REQUEST),
                sub("pin", Returned.NEVER)));
        ObjectNode user = json("{'schemas':['%s'],'id':'1','badge':{'number':'7','colour':'red','photo':'x','pin':'0'}}"
                .replace('\'', '"')
                .formatted(CORE));

        assertThat(badge(withBadge, user, "", "")).isEqualTo("{'number':'7','colour':'red'}");
        assertThat(badge(withBadge, user, "badge", "")).isEqualTo("{'number':'7','colour':'red','photo':'x'}");
        assertThat(badge(withBadge, user, "badge.colour", "")).isEqualTo("{'number':'7','colour':'red'}");
        assertThat(badge(withBadge, user, "badge.photo", "")).isEqualTo("{'number':'7','photo':'x'}");
        assertThat(badge(withBadge, user, "", "badge")).isEqualTo("{'number':'7'}");
    }

    @Test
    void returnsPartsOfARequestAttributeOnlyOnRequest() {
        UserSchemas withBadge =
                TestSchemas.withCore(complex("badge", Returned.REQUEST, sub("number", Returned.ALWAYS)));
        ObjectNode user = json("{'schemas':['%s'],'id':'1','badge':{'number':'7'}}"
                .replace('\'', '"')
                .formatted(CORE));

        assertThat(badge(withBadge, user, "", "")).isEmpty();
        assertThat(badge(withBadge, user, "badge.number", "")).isEqualTo("{'number':'7'}");
    }

    @Test
    void leavesTheFullUserAsItWas() {
        String before = ada.toString();

        AttributeSelection.byDefault(schemas).select(ada);

        assertThat(ada).hasToString(before);
    }

    private String asking(String attributes) {
        return selected(AttributeSelection.of(schemas, Optional.of(attributes), Optional.empty()));
    }

    private String excluding(String attributes) {
        return selected(AttributeSelection.of(schemas, Optional.empty(), Optional.of(attributes)));
    }

    private String selected(AttributeSelection selection) {
        return selection.select(ada).toString().replace('"', '\'');
    }

    private static String badge(UserSchemas schemas, ObjectNode user, String attributes, String excluded) {
        return AttributeSelection.of(schemas, Optional.of(attributes), Optional.of(excluded))
                .select(user)
                .path("badge")
                .toString()
                .replace('"', '\'');
    }

    private static AttributeDefinition complex(String name, Returned returned, AttributeDefinition... subAttributes) {
        return definition(name, Type.COMPLEX, returned, Attributes.of(List.of(subAttributes)));
    }

    private static AttributeDefinition sub(String name, Returned returned) {
        return definition(name, Type.STRING, returned, Attributes.none());
    }

    private static AttributeDefinition definition(String name, Type type, Returned returned, Attributes subAttributes) {
        return new AttributeDefinition(
                name,
                type,
                false,
                "",
                false,
                List.of(),
                false,
                Mutability.READ_WRITE,
                returned,
                Uniqueness.NONE,
                List.of(),
                subAttributes);
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
