package io.rollcall.server.scim.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.server.scim.scimple.TestSchemas;
import io.rollcall.server.scim.scimple.protocol.ScimProblem;
import io.rollcall.server.users.query.ComparisonOperator;
import io.rollcall.server.users.query.Condition;
import io.rollcall.server.users.query.Condition.AnyElement;
import io.rollcall.server.users.query.Condition.Constant;
import io.rollcall.server.users.query.Condition.Not;
import io.rollcall.server.users.query.Condition.Or;
import io.rollcall.server.users.query.Condition.Present;
import io.rollcall.server.users.query.Condition.Text;
import io.rollcall.server.users.query.Condition.Time;
import io.rollcall.server.users.query.Condition.True;
import io.rollcall.server.users.query.Operand;
import io.rollcall.server.users.query.Operand.Member;
import io.rollcall.server.users.query.UserAttribute;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Filters mean what RFC 7644 section 3.4.2.2 and the attributes' definitions say. */
class UserFilterTest {
    private static final Condition ACTIVE = new True(UserAttribute.ACTIVE);

    private final UserFilter filters = new UserFilter(TestSchemas.user(), "https://acme.example/scim/v2/Users/");

    @Test
    void ignoresCaseOnlyWhereTheSchemaDoes() {
        assertThat(condition("userName eq \"Jane\"")).isEqualTo(equal(UserAttribute.USER_NAME, "jane"));
        assertThat(condition("externalId eq \"Jane\"")).isEqualTo(equal(UserAttribute.EXTERNAL_ID, "Jane"));
        assertThat(condition("title eq \"Boss\"")).isEqualTo(equal(Member.of("title"), "boss"));
        assertThat(condition("profileUrl eq \"X\"")).isEqualTo(equal(Member.of("profileUrl"), "X"));
    }

    @Test
    void findsTheRoleUnderBothOfItsNames() {
        Condition admin = equal(UserAttribute.ROLE, "admin");
        assertThat(condition("jotform_user_role eq \"admin\"")).isEqualTo(admin);
        assertThat(condition("urn:rollcall:params:scim:schemas:extension:role:2.0:User:jotform_user_role eq \"admin\""))
                .isEqualTo(admin);
        assertThat(condition("urn:ietf:params:scim:schemas:core:2.0:User:jotform_user_role eq \"admin\""))
                .isEqualTo(admin);
    }

    @ParameterizedTest
    @ValueSource(strings = {"active eq true", "active eq \"True\"", "ACTIVE EQ \"true\"", "active ne false"})
    void takesBooleansAlsoAsTexts(String filter) {
        assertThat(condition(filter)).isIn(ACTIVE, new Not(new Not(ACTIVE)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-31T09:30:00Z",
                "2026-01-31T09:30:00",
                "2026-01-31T10:30:00.000+01:00",
                "2026-01-31t09:30:00z"
            })
    void comparesInstantsWhateverTheirZone(String time) {
        assertThat(condition("meta.lastModified ge \"" + time + "\""))
                .isEqualTo(new Time(
                        UserAttribute.LAST_MODIFIED,
                        ComparisonOperator.GREATER_OR_EQUAL,
                        Instant.parse("2026-01-31T09:30:00Z")));
    }

    @Test
    void takesNullAndTheEmptyTextForNoValue() {
        Condition present = new Present(Member.of("title"));
        assertThat(condition("title eq null")).isEqualTo(new Not(present));
        assertThat(condition("title eq \"\"")).isEqualTo(new Not(present));
        assertThat(condition("title ne null")).isEqualTo(present);
        assertThat(condition("title ne \"\"")).isEqualTo(present);
        assertThat(condition("title pr")).isEqualTo(present);
    }

    @Test
    void takesAMultiValuedComplexAttributeForItsValue() {
        Condition expected = new AnyElement(Member.of("emails"), equal(Member.of("value"), "a@b.c"));
        assertThat(condition("emails eq \"A@b.c\"")).isEqualTo(expected);
        assertThat(condition("emails.value eq \"A@b.c\"")).isEqualTo(expected);
    }

    /** Entra ID asks so before it sets a manager. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "manager eq \"B-1\"",
                "Manager.Value eq \"B-1\"",
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager eq \"B-1\"",
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User.manager.value eq \"B-1\"",
            })
    void takesAManagerForItsValueWithOrWithoutTheUrn(String filter) {
        assertThat(condition(filter))
                .isEqualTo(equal(
                        Member.of("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User", "manager", "value"),
                        "B-1"));
    }

    @Test
    void namesAUrnOnceInARefusal() {
        for (String filter : List.of("urn:x:User:a eq \"x\"", "urn:ietf:params:scim:schemas:core:2.0:User:b pr")) {
            assertThatThrownBy(() -> condition(filter)).message().containsOnlyOnce("urn:");
        }
    }

    @Test
    void findsADifferenceInAnyElementAndInNone() {
        Member emails = Member.of("emails");
        assertThat(condition("emails.type ne \"work\""))
                .isEqualTo(new Or(List.of(
                        new AnyElement(emails, new Not(equal(Member.of("type"), "work"))),
                        new Not(new AnyElement(emails, new Constant(true))))));
        assertThat(condition("emails[type ne \"work\"]"))
                .isEqualTo(new AnyElement(emails, new Not(equal(Member.of("type"), "work"))));
    }

    @Test
    void asksTheSameElementInsideBrackets() {
        assertThat(condition("emails[type eq \"work\"].value eq \"x\""))
                .isEqualTo(new AnyElement(
                        Member.of("emails"),
                        new Condition.And(List.of(equal(Member.of("type"), "work"), equal(Member.of("value"), "x")))));
        assertThat(condition("schemas[value eq \"urn:x\"]"))
                .isEqualTo(new AnyElement(Member.of("schemas"), equal(Member.of(), "urn:x")));
    }

    /** RFC 7643 section 2.4: a value that says nothing of {@code primary} is not the primary one. */
    @Test
    void takesAnElementForNotPrimaryUnlessItSaysSo() {
        assertThat(condition("emails[primary eq false]"))
                .isEqualTo(new AnyElement(Member.of("emails"), new Not(new True(Member.of("primary")))));
    }

    @Test
    void findsTheResourceTypeAndTheAddress() {
        assertThat(condition("meta.resourceType eq \"User\"")).isEqualTo(equal(new Operand.Fixed("User"), "User"));
        assertThat(condition("meta.location ew \"1\""))
                .isEqualTo(new Text(
                        new Operand.Location("https://acme.example/scim/v2/Users/"),
                        ComparisonOperator.ENDS_WITH,
                        "1"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "nickname2 eq \"x\"|has an attribute \"nickname2\"",
                "urn:ietf:params:scim:schemas:core:2.0:User:department eq \"x\"|User:department\"; see /Schemas.",
                "name.first eq \"x\"|\"name.first\"",
                "urn:example:User:title pr|\"urn:example:User:title\"",
                "emails[kind eq \"x\"]|\"emails\" has no sub-attribute \"kind\"",
                "name[first pr]|\"name.first\"",
                "userName[value eq \"x\"]|\"userName\" has no sub-attributes",
                "emails.value[type pr]|\"emails.value\" has no sub-attributes",
                "password eq \"x\"|\"password\" is never returned",
                "password pr|\"password\" is never returned",
                "name eq \"x\"|name.familyName",
                "addresses co \"x\"|addresses.locality",
                "active gt true|\"active\" cannot be compared with gt. Use one of: eq, ne.",
                "active co \"t\"|cannot be compared with co",
                "active eq \"yes\"|\"active\" is compared with true or false",
                "active eq 1|true or false",
                "active eq \"\"|true or false",
                "x509Certificates gt \"x\"|cannot be compared with gt",
                "meta.created sw \"2026\"|cannot be compared with sw",
                "meta.created gt \"yesterday\"|a date and time like",
                "meta.created gt \"2026-02-30T00:00:00Z\"|a date and time like",
                "meta.created gt 5|a date and time like",
                "meta.created gt null|a date and time like",
                "userName eq 5|a text in double quotes",
                "userName eq true|a text in double quotes",
                "title gt null|a text in double quotes",
            })
    void refusesWhatNoUserCanBeAskedAndSaysWhy(String filter, String reason) {
        assertThatThrownBy(() -> condition(filter))
                .hasMessageContaining(reason)
                .extracting(problem -> ((ScimProblem) problem).type())
                .isEqualTo(ScimProblem.Type.INVALID_FILTER);
    }

    private Condition condition(String text) {
        return filters.condition(FilterParser.parse(text, FilterLimits.DEFAULT));
    }

    private static Condition equal(Operand operand, String text) {
        return new Text(operand, ComparisonOperator.EQUAL, text);
    }
}
