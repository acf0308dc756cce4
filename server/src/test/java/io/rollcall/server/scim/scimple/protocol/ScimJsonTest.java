package io.rollcall.server.scim.scimple.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.rollcall.server.scim.scimple.protocol.ScimProblem.Type;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;

/** Bodies are JSON objects (RFC 7644 section 3.1); what is not one is invalidSyntax (section 3.12). */
class ScimJsonTest {
    private final ScimJson json = new ScimJson();

    @Test
    void readsAnObjectInUtf8() {
        byte[] body = "{\"displayName\":\"Ж😀\"}".getBytes(StandardCharsets.UTF_8);
        assertThat(json.read(body).path("displayName").textValue()).isEqualTo("Ж😀");
    }

    @Test
    void writesWhatItReads() {
        String text = "{\"a\":[1,2.5,true,null,\"é\"]}";
        assertThat(json.text(json.read(text))).isEqualTo(text);
        assertThat(json.bytes(json.read(text))).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void keepsEveryDigitOfANumber() {
        assertThat(json.read("{\"n\":0.1000000000000000055}").path("n").decimalValue())
                .isEqualByComparingTo(new BigDecimal("0.1000000000000000055"));
    }

    @Test
    void refusesAnEmptyBody() {
        assertRefused("").contains("empty");
        assertRefused("  ").contains("empty");
    }

    @Test
    void refusesWhatIsNotAnObject() {
        assertRefused("[]").contains("not an object");
        assertRefused("null").contains("not an object");
        assertRefused("\"x\"").contains("not an object");
    }

    @Test
    void tellsWhereTheTextBreaksOff() {
        assertRefused("{\n  \"userName\" \"x\"}").contains("line 2, column");
        assertRefused("{\"userName\":").contains("line 1, column");
    }

    @Test
    void refusesTextBehindTheObject() {
        assertRefused("{} {}").contains("line 1");
    }

    @Test
    void refusesAMemberThatIsThereTwice() {
        assertRefused("{\"active\":true,\"active\":false}").contains("twice").contains("line 1, column");
    }

    @Test
    void refusesNestingBeyondItsDepth() {
        ScimJson shallow = new ScimJson(3);
        assertThat(shallow.read("{\"a\":{\"b\":{}}}")).isNotNull();
        assertThatThrownBy(() -> shallow.read("{\"a\":{\"b\":{\"c\":{}}}}"))
                .isInstanceOf(ScimProblem.class)
                .hasMessageContaining("3 levels");
        assertRefused("{\"a\":" + "[".repeat(100_000)).contains("32 levels");
    }

    @Test
    void refusesOverlongTextsAndNumbers() {
        assertRefused("{\"a\":\"" + "x".repeat(1_000_001) + "\"}").contains("1000000 characters");
        assertRefused("{\"a\":" + "1".repeat(101) + "}").contains("100 digits");
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        assertThatThrownBy(() -> json.read(new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xC3, '"', '}'}))
                .asInstanceOf(type(ScimProblem.class))
                .extracting(ScimProblem::type)
                .isEqualTo(Type.INVALID_SYNTAX);
    }

    private AbstractStringAssert<?> assertRefused(String body) {
        ScimProblem problem = catchThrowableOfType(ScimProblem.class, () -> json.read(body));
        assertThat(problem.type()).isEqualTo(Type.INVALID_SYNTAX);
        return assertThat(problem.getMessage()).doesNotContain("jackson", "Stream", "Json", "Exception", "[Source");
    }
}
