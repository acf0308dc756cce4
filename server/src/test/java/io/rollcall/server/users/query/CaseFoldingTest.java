package io.rollcall.server.users.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;

/** Texts that differ only in case fold to the same. */
class CaseFoldingTest {

    @Example
    void makesTextsEqualThatDifferInCaseOnly() {
        assertThat(CaseFolding.fold("JOSÉ"))
                .isEqualTo(CaseFolding.fold("jose\u0301"))
                .isEqualTo("josé");
        assertThat(CaseFolding.fold("Straße"))
                .isEqualTo(CaseFolding.fold("STRASSE"))
                .isEqualTo(CaseFolding.fold("STRAẞE"));
        assertThat(CaseFolding.fold("ΟΔΟΣ")).isEqualTo(CaseFolding.fold("οδος")).isEqualTo(CaseFolding.fold("οδοσ"));
    }

    @Example
    void keepsTextsApartThatDifferInMore() {
        assertThat(CaseFolding.fold("jose")).isNotEqualTo(CaseFolding.fold("josé"));
        assertThat(CaseFolding.fold("a")).isNotEqualTo(CaseFolding.fold("a "));
        assertThat(CaseFolding.fold("\uD83D\uDE00")).isNotEqualTo(CaseFolding.fold("\uD83D\uDE01"));
    }

    /** CaseFolding.txt has no common or full mapping for it; only Turkic languages fold I to it. */
    @Example
    void keepsTheDotlessLetterApart() {
        assertThat(CaseFolding.fold("\u0131")).isEqualTo("\u0131").isNotEqualTo(CaseFolding.fold("i"));
        assertThat(CaseFolding.fold("I")).isEqualTo("i");
        assertThat(CaseFolding.fold("\u0130")).isEqualTo("i\u0307");
        assertThat(CaseFolding.fold("Al\u0131 STRASSE\u0131")).isEqualTo("al\u0131 strasse\u0131");
        assertThat(CaseFolding.fold("\u212a\u017f\ufb03")).isEqualTo("ksffi");
    }

    @Example
    void ignoresTheCaseOfEveryLetter() {
        assertThat(IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                        .filter(Character::isAlphabetic)
                        // Its upper case is that of another letter.
                        .filter(letter -> letter != '\u0131')
                        .mapToObj(Character::toString)
                        .filter(text -> !ignoresTheCaseOf(text)))
                .isEmpty();
    }

    private static boolean ignoresTheCaseOf(String text) {
        String folded = CaseFolding.fold(text);
        return CaseFolding.fold(text.toUpperCase(Locale.ROOT)).equals(folded)
                && CaseFolding.fold(text.toLowerCase(Locale.ROOT)).equals(folded)
                && CaseFolding.fold(folded).equals(folded);
    }

    @Property(tries = 200)
    void changesNothingTheSecondTime(@ForAll String text) {
        assertThat(CaseFolding.fold(CaseFolding.fold(text))).isEqualTo(CaseFolding.fold(text));
    }

    @Property(tries = 200)
    void foldsABeginningAsItStandsInTheLongerText(
            @ForAll @CharRange(from = 'Α', to = 'ω') String beginning,
            @ForAll @CharRange(from = 'Α', to = 'ω') String rest) {
        assertThat(CaseFolding.fold(beginning + rest)).startsWith(CaseFolding.fold(beginning));
    }

    @Example
    void keepsLongValuesAsTheirHash() {
        assertThat(CaseFolding.valueKey("A".repeat(255))).isEqualTo("a".repeat(255));
        assertThat(CaseFolding.valueKey("\uD83D\uDE00".repeat(255))).isEqualTo("\uD83D\uDE00".repeat(255));
        assertThat(CaseFolding.valueKey("A".repeat(256)))
                .isEqualTo("sha256:02d7160d77e18c6447be80c2e355c7ed4388545271702c50253b0914c65ce5fe");
    }

    @Example
    void cutsSortKeysBetweenCharactersAndSortsAbsentValuesLast() {
        assertThat(CaseFolding.sortKey(Optional.of("Ab"))).isEqualTo("ab");
        assertThat(CaseFolding.sortKey(Optional.of("\uD83D\uDE00".repeat(129)))).isEqualTo("\uD83D\uDE00".repeat(128));
        assertThat(CaseFolding.sortKey(Optional.empty())).isEqualTo("\uDBFF\uDFFF");
        assertThat(CaseFolding.sortKey(Optional.of(""))).isEqualTo("\uDBFF\uDFFF");
    }
}
