package io.rollcall.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.kernel.Lifetime;
import io.rollcall.server.kernel.Refusal;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictBodyTest {
    @Test
    void readsAMemberByItsType() {
        StrictBody members =
                members("{\"name\": \"Acme\", \"active\": false, \"position\": 3, \"policy\": {\"days\": 1}}");
        assertThat(members.text("name")).contains("Acme");
        assertThat(members.requiredBoolean("active")).isFalse();
        assertThat(members.requiredNumber("position")).isEqualTo(3);
        assertThat(members.object("policy").requiredNumber("days")).isEqualTo(1);
    }

    @Test
    void tellsAMemberThatIsNullFromOneThatIsMissing() {
        StrictBody members = members("{\"days\": null}");
        assertThat(members.has("days")).isTrue();
        assertThat(members.numberOrNull("days")).isEmpty();
        assertThat(members.has("rehire")).isFalse();
        assertThat(members.text("rehire")).isEmpty();
    }

    @Test
    void namesTheMemberThatNobodyAsksFor() {
        assertRefused(
                () -> members("{\"name\": \"Acme\", \"colour\": 1}").only("name", "slug"), "'colour'", "name, slug");
    }

    @Test
    void namesTheMemberThatIsMissing() {
        StrictBody none = members("{}");
        assertRefused(() -> none.requiredText("slug"), "slug is missing");
        assertRefused(() -> none.requiredBoolean("active"), "active is missing");
        assertRefused(() -> none.requiredNumber("position"), "position is missing");
        assertRefused(() -> none.object("deprovisioning"), "deprovisioning is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "1", "true", "[]", "{}"})
    void takesNothingButATextForOne(String other) {
        StrictBody members = members("{\"name\": " + other + "}");
        assertRefused(() -> members.text("name"), "name must be a string");
        assertRefused(() -> members.requiredText("name"), "name must be a string");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "0", "\"true\"", "[]", "{}"})
    void takesNothingButTrueOrFalseForOneOfThem(String other) {
        assertRefused(() -> members("{\"active\": " + other + "}").requiredBoolean("active"), "true or false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1.5", "1e2", "\"1\"", "true", "2147483648", "[]", "{}"})
    void takesNothingButAWholeNumberForOne(String other) {
        StrictBody members = members("{\"position\": " + other + "}");
        assertRefused(() -> members.requiredNumber("position"), "an integer");
        assertRefused(() -> members.numberOrNull("position"), "an integer");
    }

    @Test
    void refusesNullWhereANumberMustBe() {
        assertRefused(() -> members("{\"position\": null}").requiredNumber("position"), "an integer");
    }

    @Test
    void takesOneChangeAtATime() {
        assertThat(members("{\"slug\": \"acme\"}").theOnly("name", "slug")).isEqualTo("slug");
        assertRefused(() -> members("{}").theOnly("name", "slug"), "one of name, slug");
        assertRefused(() -> members("{\"name\": \"A\", \"slug\": \"a\"}").theOnly("name", "slug"), "one of name, slug");
        assertRefused(() -> members("{\"colour\": 1}").theOnly("name", "slug"), "'colour'");
    }

    @Test
    void readsHowLongSomethingIsGoodFor() {
        assertThat(members("{}").lifetime()).isEmpty();
        assertThat(members("{\"expiresInDays\": \"never\"}").lifetime()).contains(Lifetime.unlimited());
        assertThat(members("{\"expiresInDays\": 90}").lifetime()).contains(Lifetime.ofDays(90));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "1.5", "\"90\"", "\"Never\"", "true", "[]"})
    void refusesALifetimeThatIsNeitherDaysNorNever(String other) {
        assertRefused(() -> members("{\"expiresInDays\": " + other + "}").lifetime(), "expiresInDays must be");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "3651"})
    void refusesALifetimeOfNoDaysOrTooMany(String days) {
        assertRefused(() -> members("{\"expiresInDays\": " + days + "}").lifetime(), "1 to 3650 days");
    }

    private static StrictBody members(String json) {
        return new StrictBody((ObjectNode) AdminJson.parsed(json));
    }

    private static void assertRefused(ThrowingCallable reading, String... words) {
        assertThatThrownBy(reading)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Refusal.Reason.INVALID))
                .message()
                .contains(words);
    }
}
