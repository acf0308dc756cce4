package io.rollcall.server.scim.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.server.scim.filter.Filter.And;
import io.rollcall.server.scim.filter.Filter.Comparison;
import io.rollcall.server.scim.filter.Filter.ElementMatch;
import io.rollcall.server.scim.filter.Filter.Not;
import io.rollcall.server.scim.filter.Filter.Operator;
import io.rollcall.server.scim.filter.Filter.Or;
import io.rollcall.server.scim.filter.Filter.Present;
import io.rollcall.server.scim.scimple.protocol.ScimProblem;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Filters are read as RFC 7644 section 3.4.2.2 and its errata say. */
class FilterParserTest {
    private static final Filter A = equal("a", "1");
    private static final Filter B = equal("b", "2");
    private static final Filter C = equal("c", "3");

    @ParameterizedTest
    @EnumSource(Operator.class)
    void readsEveryOperatorInAnyCase(Operator operator) {
        Filter expected = new Comparison("userName", operator, new Literal.Text("x"));
        assertThat(parse("userName " + operator + " \"x\"")).isEqualTo(expected);
        assertThat(parse("userName " + operator.name() + " \"x\"")).isEqualTo(expected);
    }

    @Test
    void readsPresenceInAnyCase() {
        assertThat(parse("title pr")).isEqualTo(new Present("title"));
        assertThat(parse("title PR")).isEqualTo(new Present("title"));
    }

    @Test
    void bindsAndBeforeOr() {
        assertThat(parse("a eq \"1\" or b eq \"2\" and c eq \"3\""))
                .isEqualTo(new Or(List.of(A, new And(List.of(B, C)))));
        assertThat(parse("a eq \"1\" and b eq \"2\" or c eq \"3\""))
                .isEqualTo(new Or(List.of(new And(List.of(A, B)), C)));
    }

    @Test
    void bindsWhatIsInParenthesesFirst() {
        assertThat(parse("(a eq \"1\" OR b eq \"2\") AND c eq \"3\""))
                .isEqualTo(new And(List.of(new Or(List.of(A, B)), C)));
        assertThat(parse("((a eq \"1\"))")).isEqualTo(A);
    }

    @ParameterizedTest
    @ValueSource(strings = {"not (a eq \"1\")", "not(a eq \"1\")", "NOT   ( a eq \"1\" )"})
    void negatesAGroup(String text) {
        assertThat(parse(text)).isEqualTo(new Not(A));
    }

    @Test
    void takesNotForANameWhereNoGroupFollows() {
        assertThat(parse("not pr")).isEqualTo(new Present("not"));
    }

    @Test
    void readsValuePaths() {
        assertThat(parse("emails[type eq \"work\" and value co \"@x\"]"))
                .isEqualTo(new ElementMatch(
                        "emails",
                        new And(List.of(
                                equal("type", "work"), new Comparison("value", Operator.CO, new Literal.Text("@x"))))));
    }

    @Test
    void asksTheSameElementForASubAttributeBehindTheBrackets() {
        assertThat(parse("emails[type eq \"work\"].value eq \"x\""))
                .isEqualTo(new ElementMatch("emails", new And(List.of(equal("type", "work"), equal("value", "x")))));
        assertThat(parse("emails[type eq \"work\"].value pr"))
                .isEqualTo(new ElementMatch("emails", new And(List.of(equal("type", "work"), new Present("value")))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name.familyName",
                "groups.$ref",
                "urn:ietf:params:scim:schemas:core:2.0:User:name.familyName",
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.$ref",
                "jotform_user_role",
                "x-y9"
            })
    void readsSubAttributesReferencesAndUrns(String name) {
        assertThat(parse(name + " pr")).isEqualTo(new Present(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-12.50", "1e5", "1E+5", "-2.5e-3", "123456789012345678901234567890"})
    void readsNumbers(String number) {
        assertThat(parse("a gt " + number))
                .isEqualTo(new Comparison("a", Operator.GT, new Literal.Number(new BigDecimal(number))));
    }

    @Test
    void readsTrueFalseAndNullInAnyCase() {
        assertThat(parse("active eq True")).isEqualTo(new Comparison("active", Operator.EQ, new Literal.Bool(true)));
        assertThat(parse("active eq FALSE")).isEqualTo(new Comparison("active", Operator.EQ, new Literal.Bool(false)));
        assertThat(parse("title ne Null")).isEqualTo(new Comparison("title", Operator.NE, new Literal.Null()));
    }

    @Test
    void readsAllEscapesOfJsonStrings() {
        assertThat(parse("a eq \"\\\" \\\\ \\/ \\b\\f\\n\\r\\t \\u00e9 \\uD83D\\uDE00\""))
                .isEqualTo(equal("a", "\" \\ / \b\f\n\r\t \u00e9 \uD83D\uDE00"));
    }

    @Test
    void readsValuesInAnyScript() {
        assertThat(parse("displayName eq \"José 王 \uD83D\uDE00\""))
                .isEqualTo(equal("displayName", "José 王 \uD83D\uDE00"));
    }

    @Test
    void overlooksBlanksAround() {
        assertThat(parse("  a   eq \t\"1\"  ")).isEqualTo(A);
        assertThat(parse("( a eq \"1\" )and( b eq \"2\" )")).isEqualTo(new And(List.of(A, B)));
        assertThat(parse("emails[ type pr ]")).isEqualTo(new ElementMatch("emails", new Present("type")));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "``|1|an attribute name",
                "`   `|4|an attribute name",
                "userName|9|an operator",
                "userName is \"x\"|10|an operator",
                "userName eq|12|a text in double quotes",
                "userName eq 'x'|13|a text in double quotes",
                "userName eq x|13|a text in double quotes",
                "userName eq 01|13|a number",
                "userName eq 1.|13|a number",
                "userName eq 1e99999|13|a number",
                "userName eq \"x|15|the closing double quote",
                "userName eq \"a\\x\"|16|after the backslash",
                "userName eq \"\\u00g9\"|18|four hexadecimal digits",
                "userName eq \"\\ud83d\"|21|unpaired surrogate",
                "userName eq \"x\") or (active eq true|16|the end of the filter",
                "userName eq \"x\" userName pr|17|the end of the filter",
                "userName eq \"x\" and|20|an attribute name",
                "(userName pr|13|\"and\", \"or\" or \")\"",
                "(userName pr]|13|\"and\", \"or\" or \")\"",
                "emails[type pr|15|\"and\", \"or\" or \"]\"",
                "emails[a[b pr]]|9|inside brackets",
                "emails[type pr].|16|a sub-attribute",
                "emails[type pr].value|22|an operator",
                "emails[type pr].a.b pr|16|a sub-attribute",
                "()|2|an attribute name",
                "9a pr|1|an attribute name",
                "é pr|1|an attribute name",
            })
    void saysWhereAFilterIsWrong(String text, int position, String expected) {
        assertThatThrownBy(() -> parse(text))
                .hasMessageContaining("wrong at character " + position + ":")
                .hasMessageContaining(expected)
                .extracting(problem -> ((ScimProblem) problem).type())
                .isEqualTo(ScimProblem.Type.INVALID_FILTER);
    }

    @Test
    void refusesControlCharactersInValues() {
        assertThatThrownBy(() -> parse("a eq \"x\ny\"")).hasMessageContaining("the closing double quote");
    }

    @Test
    void readsAsManyCharactersLevelsAndTermsAsAllowedAndNoMore() {
        FilterLimits limits = new FilterLimits(40, 2, 3);
        assertThat(FilterParser.parse("((a pr))" + " ".repeat(32), limits)).isEqualTo(new Present("a"));
        assertThatThrownBy(() -> FilterParser.parse("((a pr))" + " ".repeat(33), limits))
                .hasMessage("The filter has 41 characters; the maximum is 40.");
        assertThatThrownBy(() -> FilterParser.parse("(((a pr)))", limits))
                .hasMessageContaining("nested deeper than the maximum of 2 levels");
        assertThat(FilterParser.parse("a pr or b pr or c pr", limits)).isInstanceOf(Or.class);
        assertThatThrownBy(() -> FilterParser.parse("a pr or b pr or c pr or d pr", limits))
                .hasMessageContaining("more than the maximum of 3 comparisons");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "not(", "a pr or ", "a[", "\"", "a", " ", "a.", "1", "a eq \"\\", "not ", "."})
    void readsHostileTextInLinearTime(String piece) {
        String text = piece.repeat(10_000 / piece.length());
        FilterLimits wide = new FilterLimits(10_000, 20, 10_000);
        long quickest = LongStream.range(0, 20)
                .map(round -> nanosecondsOf(() -> readHowever(text, wide)))
                .min()
                .orElseThrow();
        assertThat(quickest).as("nanoseconds").isLessThan(5_000_000);
    }

    private static long nanosecondsOf(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return System.nanoTime() - start;
    }

    private static void readHowever(String text, FilterLimits limits) {
        try {
            FilterParser.parse(text, limits);
        } catch (ScimProblem expected) {
            assertThat(expected.type()).isEqualTo(ScimProblem.Type.INVALID_FILTER);
        }
    }

    /** RFC 7644 section 3.5.2. */
    @Test
    void readsThePathsOfPatchOperations() {
        assertThat(path("userName")).isEqualTo(plain("userName"));
        assertThat(path("name.familyName")).isEqualTo(plain("name.familyName"));
        assertThat(path("urn:ietf:params:scim:schemas:core:2.0:User:name.familyName"))
                .isEqualTo(plain("urn:ietf:params:scim:schemas:core:2.0:User:name.familyName"));
        assertThat(path("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"))
                .isEqualTo(plain("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"));
        assertThat(path(" emails[type eq \"work\"] "))
                .isEqualTo(new ValuePath("emails", Optional.of(equal("type", "work")), Optional.empty()));
        assertThat(path("urn:ietf:params:scim:schemas:core:2.0:User:emails[type eq \"work\"].value"))
                .isEqualTo(new ValuePath(
                        "urn:ietf:params:scim:schemas:core:2.0:User:emails",
                        Optional.of(equal("type", "work")),
                        Optional.of("value")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "emails[",
                "emails[type]",
                "emails[type pr]value",
                "emails[type pr].",
                "emails[]",
                "emails[type pr][type pr]",
                "userName eq \"x\"",
                "emails[type eq \"work\"].value eq \"x\""
            })
    void refusesPathsThatAreNone(String text) {
        assertThatThrownBy(() -> path(text))
                .hasMessageStartingWith("The path is wrong at character ")
                .extracting(problem -> ((ScimProblem) problem).type())
                .isEqualTo(ScimProblem.Type.INVALID_PATH);
    }

    private static Filter parse(String text) {
        return FilterParser.parse(text, FilterLimits.DEFAULT);
    }

    private static ValuePath path(String text) {
        return FilterParser.parsePath(text, FilterLimits.DEFAULT);
    }

    private static ValuePath plain(String attribute) {
        return new ValuePath(attribute, Optional.empty(), Optional.empty());
    }

    private static Filter equal(String attribute, String value) {
        return new Comparison(attribute, Operator.EQ, new Literal.Text(value));
    }
}
