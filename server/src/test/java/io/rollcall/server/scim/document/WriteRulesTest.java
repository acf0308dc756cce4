package io.rollcall.server.scim.document;

import static io.rollcall.server.scim.TestJson.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.extensions.RoleAttribute;
import io.rollcall.server.scim.TestJson;
import io.rollcall.server.scim.schema.UserSchemas;
import io.rollcall.server.scim.scimple.TestSchemas;
import io.rollcall.server.scim.scimple.protocol.ScimProblem;
import io.rollcall.server.scim.scimple.protocol.ScimProblem.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The document stored after a POST or PUT (RFC 7644 sections 3.3 and 3.5.1). */
class WriteRulesTest {
    private static final String ROLE_EXTENSION = "'" + RoleAttribute.EXTENSION_URN + "'";

    private final UserSchemas schemas = TestSchemas.user();
    private final DocumentReader reader = new DocumentReader(schemas);
    private final WriteRules rules = new WriteRules(schemas);

    @Test
    void aNewUserIsActiveUnlessSaidOtherwise() {
        assertThat(create("{'userName':'jane'}").path("active").booleanValue()).isTrue();
        assertThat(create("{'userName':'jane','active':null}").path("active").booleanValue())
                .isTrue();
        assertThat(create("{'userName':'jane','active':'False'}").path("active").booleanValue())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "U+0020, begins with, ' jane'",
        "U+00A0, ends with, jane\u00a0",
        "U+3000, ends with, jane\u3000",
        "U+2003, begins with, \u2003jane",
        "U+0009, holds, 'ja\tne'",
        "U+0085, holds, jane\u0085",
        "U+200B, holds, ja\u200bne",
        "U+202E, holds, \u202ejane",
        "U+200F, holds, jane\u200f",
        "U+00AD, holds, ja\u00adne",
        "U+FEFF, holds, \ufeffjane",
        "U+2028, holds, ja\u2028ne",
        "U+E0001, holds, jane\uDB40\uDC01"
    })
    void aUserNameMayNotHoldWhatCannotBeSeen(String character, String how, String userName) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("userName", userName);
        WrittenDocument written = reader.read(body);
        assertThatThrownBy(() -> rules.create(written))
                .isInstanceOfSatisfying(ScimProblem.class, problem -> assertThat(problem.type())
                        .isEqualTo(ScimProblem.Type.INVALID_VALUE))
                .hasMessageContaining("userName " + how + " " + character)
                .message()
                .doesNotContain(userName);
        assertThatThrownBy(() -> rules.replace(create("{'userName':'jane'}"), written))
                .hasMessageContaining(character);
    }

    /** A user stored with such a name can still be changed and deactivated. */
    @Test
    void aUserNameThatIsStoredMayStay() {
        ObjectNode stored = create("{'userName':'jane','title':'x'}").put("userName", "ja\u200bne ");
        ObjectNode body = stored.deepCopy().put("active", false);
        assertThat(rules.replace(stored, reader.read(body)).path("active").booleanValue())
                .isFalse();
    }

    @Test
    void silenceNeverReactivates() {
        ObjectNode stored = create("{'userName':'jane','active':false}");
        assertThat(replace(stored, "{'userName':'jane'}")).isEqualTo(stored);
        assertThat(replace(stored, "{'userName':'jane','active':null}")).isEqualTo(stored);
        assertThat(replace(stored, "{'userName':'jane','active':true}")
                        .path("active")
                        .booleanValue())
                .isTrue();
    }

    @Test
    void silenceLeavesTheRole() {
        ObjectNode stored = create("{'userName':'jane','jotform_user_role':'user'}");
        assertThat(replace(stored, "{'userName':'jane'}")).isEqualTo(stored);
        assertThat(replace(stored, "{'userName':'jane','jotform_user_role':''}").has(RoleAttribute.DEFAULT_NAME))
                .isFalse();
    }

    @Test
    void theRoleIsStoredAtTheTopLevelOnly() {
        ObjectNode created = create("{'userName':'jane'," + ROLE_EXTENSION + ":{'jotform_user_role':'admin'}}");
        assertThat(created.path(RoleAttribute.DEFAULT_NAME).textValue()).isEqualTo("admin");
        assertThat(created.has(RoleAttribute.EXTENSION_URN)).isFalse();
        assertThat(created.path("schemas")).hasSize(1);
    }

    @Test
    void whatAPutLeavesOutIsCleared() {
        ObjectNode stored = create("{'userName':'jane','title':'Boss','emails':[{'value':'j@x'}]}");
        assertThat(replace(stored, "{'userName':'jane'}")).isEqualTo(create("{'userName':'jane'}"));
    }

    @Test
    void membersStandInTheSchemasOrder() {
        assertThat(create("{'userName':'jane','jotform_user_role':'user','active':true,'externalId':'1','title':'x'}")
                        .fieldNames())
                .toIterable()
                .containsExactly("schemas", "externalId", "userName", "title", "active", "jotform_user_role");
    }

    @Test
    void aDocumentWrittenAgainIsTheSame() {
        ObjectNode stored = create("{'userName':'jane','active':false,'jotform_user_role':'user',"
                + "'emails':[{'value':'j@x','type':'work','primary':true}],'name':{'familyName':'Doe'}}");
        assertThat(rules.replace(stored, reader.read(stored)).toString()).isEqualTo(stored.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"okta/put-echo.json", "okta/put-deactivate.json"})
    void whatOktaSendsBackLeavesNoTraceOfWhatTheServerSets(String body) {
        ObjectNode stored = create("{'userName':'jane.doe@example.com','jotform_user_role':'user'}");
        ObjectNode replaced = rules.replace(stored, reader.read(TestJson.file(body)));
        assertThat(replaced.fieldNames())
                .toIterable()
                .containsExactly(
                        "schemas",
                        "externalId",
                        "userName",
                        "name",
                        "displayName",
                        "locale",
                        "active",
                        "emails",
                        "jotform_user_role");
        assertThat(replaced.path("active").booleanValue()).isEqualTo(body.equals("okta/put-echo.json"));
    }

    @Test
    void aUserIsCreatedAsEntraSendsIt() {
        ObjectNode created = rules.create(reader.read(TestJson.file("entra/create.json")));
        assertThat(created.fieldNames())
                .toIterable()
                .containsExactly("schemas", "externalId", "userName", "name", "active", "emails");
    }

    /** RFC 7643 section 7, mutability; no attribute of the User is immutable, so the schema is made up. */
    @Test
    void anImmutableAttributeIsSetOnceAndThenStays() {
        UserSchemas badges = TestSchemas.withImmutableBadge();
        WriteRules badgeRules = new WriteRules(badges);
        DocumentReader badgeReader = new DocumentReader(badges);
        ObjectNode without = badgeRules.create(badgeReader.read(json("{'userName':'jane'}")));
        ObjectNode stored = badgeRules.replace(
                without, badgeReader.read(json("{'userName':'jane','badge':'1','desk':{'floor':'2','colour':'red'}}")));

        assertThat(badgeRules.replace(stored, badgeReader.read(json("{'userName':'joe','desk':{'colour':'blue'}}"))))
                .isEqualTo(json("{'schemas':['urn:example:User'],'active':true,'userName':'joe','badge':'1',"
                        + "'desk':{'floor':'2','colour':'blue'}}"));
        ScimProblem problem = catchThrowableOfType(
                ScimProblem.class,
                () -> badgeRules.replace(stored, badgeReader.read(json("{'userName':'jane','desk':{'floor':'3'}}"))));
        assertThat(problem.type()).isEqualTo(Type.MUTABILITY);
        assertThat(problem).hasMessageContaining("desk.floor is immutable");
    }

    private ObjectNode create(String body) {
        return rules.create(reader.read(json(body)));
    }

    private ObjectNode replace(ObjectNode stored, String body) {
        return rules.replace(stored, reader.read(json(body)));
    }
}
