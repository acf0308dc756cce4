package io.rollcall.server.users.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalIdentifiersTest {
    private static final String ID = "0190a0a0-0000-7000-8000-000000000001";

    private final PersonalIdentifiers mentions = PersonalIdentifiers.of(
            List.of(ID, "Jane", "00u1"),
            "{\"name\":{\"emails\":[{\"value\":\"none\"}]},\"photos\":[{\"value\":\"none\"}],"
                    + "\"emails\":[{\"value\":\"Jane@Example.com\"},{\"type\":\"work\"}],\"title\":\"none\"}");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jane",
                "GET /Users/JANE",
                "'jane' is no role",
                "janet and jane",
                "externalId 00u1.",
                "PATCH /Users/0190a0a0-0000-7000-8000-000000000001",
                "jane@example.com"
            })
    void seesTheUser(String text) {
        assertThat(mentions.test(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "none", "janet", "GET /Users", "00u12", "PATCH /Users/0190a0a0-0000-7000-8000-000000000002"})
    void seesNobodyElse(String text) {
        assertThat(mentions.test(text)).isFalse();
    }

    @Test
    void leavesOutWordsThatStandEverywhere() {
        assertThat(PersonalIdentifiers.of(List.of(ID, "a", ""), "{\"emails\":[]}")
                        .test("a line"))
                .isFalse();
    }

    /** The identifiers are compared with the text one by one here. */
    @Property(tries = 2_000)
    void seesWhatAComparisonOfEachIdentifierSees(
            @ForAll
                    List<
                                    @StringLength(max = 6)
                                    @Chars({'a', 'B', '1', '.', '@', '-', ' ', 'ß', 'é', '\ud835', '\udd1e'}) String>
                            names,
            @ForAll @StringLength(max = 24) @Chars({'a', 'B', '1', '.', '@', '-', ' ', 'ß', 'é', '\ud835', '\udd1e'})
                    String text) {
        boolean named = names.stream()
                .map(CaseFolding::fold)
                .filter(name -> CaseFolding.length(name) >= 3)
                .anyMatch(name -> stands(CaseFolding.fold(text), name));

        assertThat(PersonalIdentifiers.of(names, "{}").test(text)).isEqualTo(named);
    }

    private static boolean stands(String text, String name) {
        return IntStream.range(0, text.length())
                .filter(start -> text.startsWith(name, start))
                .anyMatch(start -> (start == 0 || !Character.isLetterOrDigit(text.codePointBefore(start)))
                        && (start + name.length() == text.length()
                                || !Character.isLetterOrDigit(text.codePointAt(start + name.length()))));
    }

    @Test
    void seesEachOfSeveralUsers() {
        PersonalIdentifiers both = mentions.and(PersonalIdentifiers.of(List.of("Hanna"), "{}"));

        assertThat(both.test("hanna")).isTrue();
        assertThat(both.test("jane")).isTrue();
        assertThat(both.length()).isEqualTo(mentions.length() + "hanna".length());
    }
}
