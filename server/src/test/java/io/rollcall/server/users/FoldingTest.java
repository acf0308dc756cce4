package io.rollcall.server.users;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;

/** Texts that differ only in case fold to the same. */
class FoldingTest {

    @Example
    void makesTextsEqualThatDifferInCaseOnly() {
        assertThat(Folding.fold("JOSÉ")).isEqualTo(Folding.fold("jose\u0301")).isEqualTo("josé");
        assertThat(Folding.fold("Straße")).isEqualTo(Folding.fold("STRASSE")).isEqualTo(Folding.fold("STRAẞE"));
        assertThat(Folding.fold("ΟΔΟΣ")).isEqualTo(Folding.fold("οδος")).isEqualTo(Folding.fold("οδοσ"));
    }

    @Example
    void keepsTextsApartThatDifferInMore() {
        assertThat(Folding.fold("jose")).isNotEqualTo(Folding.fold("josé"));
        assertThat(Folding.fold("a")).isNotEqualTo(Folding.fold("a "));
        assertThat(Folding.fold("\uD83D\uDE00")).isNotEqualTo(Folding.fold("\uD83D\uDE01"));
    }

    /** CaseFolding.txt has no common or full mapping for it; only Turkic languages fold I to it. */
    @Example
    void keepsTheDotlessLetterApart() {
        assertThat(Folding.fold("\u0131")).isEqualTo("\u0131").isNotEqualTo(Folding.fold("i"));
        assertThat(Folding.fold("I")).isEqualTo("i");
        assertThat(Folding.fold("\u0130")).isEqualTo("i\u0307");
        assertThat(Folding.fold("Al\u0131 STRASSE\u0131")).isEqualTo("al\u0131 strasse\u0131");
        assertThat(Folding.fold("\u212a\u017f\ufb03")).isEqualTo("ksffi");
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
        String folded = Folding.fold(text);
        return Folding.fold(text.toUpperCase(Locale.ROOT)).equals(folded)
                && Folding.fold(text.toLowerCase(Locale.ROOT)).equals(folded)
                && Folding.fold(folded).equals(folded);
    }

    @Property(tries = 200)
    void changesNothingTheSecondTime(@ForAll String text) {
        assertThat(Folding.fold(Folding.fold(text))).isEqualTo(Folding.fold(text));
    }

    @Property(tries = 200)
    void foldsABeginningAsItStandsInTheLongerText(
            @ForAll @CharRange(from = 'Α', to = 'ω') String beginning,
            @ForAll @CharRange(from = 'Α', to = 'ω') String rest) {
        assertThat(Folding.fold(beginning + rest)).startsWith(Folding.fold(beginning));
    }

    @Example
    void keepsLongValuesAsTheirHash() {
        assertThat(Folding.valueKey("A".repeat(255))).isEqualTo("a".repeat(255));
        assertThat(Folding.valueKey("\uD83D\uDE00".repeat(255))).isEqualTo("\uD83D\uDE00".repeat(255));
        assertThat(Folding.valueKey("A".repeat(256)))
                .isEqualTo("sha256:02d7160d77e18c6447be80c2e355c7ed4388545271702c50253b0914c65ce5fe");
    }

    @Example
    void cutsSortKeysBetweenCharactersAndSortsAbsentValuesLast() {
        assertThat(Folding.sortKey(Optional.of("Ab"))).isEqualTo("ab");
        assertThat(Folding.sortKey(Optional.of("\uD83D\uDE00".repeat(129)))).isEqualTo("\uD83D\uDE00".repeat(128));
        assertThat(Folding.sortKey(Optional.empty())).isEqualTo("\uDBFF\uDFFF");
        assertThat(Folding.sortKey(Optional.of(""))).isEqualTo("\uDBFF\uDFFF");
    }
}
