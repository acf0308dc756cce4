package io.rollcall.server.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Characters that are not seen, or that move others, are shown by their numbers. */
class DisplayTextTest {
    @Test
    void showsFormattingAndControlCharactersByTheirNumbers() {
        assertThat(DisplayText.text("a\u202Eb\u200Bc\u0000\t\uFEFF\uD800\u2028\uDB40\uDC41"))
                .isEqualTo("a\\u202Eb\\u200Bc\\u0000\\u0009\\uFEFF\\uD800\\u2028\\u{E0041}");
    }

    @Test
    void leavesLettersOfAllScriptsAsTheyAre() {
        String letters = "Zoë 山田 שלום مرحبا 😀 e\u0301";
        assertThat(DisplayText.text(letters)).isEqualTo(letters);
    }

    @Test
    void keepsJoinersInScriptsAndEmojiThatNeedThemAndShowsThemInLatinLetters() {
        String joined = "\u0645\u06CC\u200C\u062E \uD83D\uDC69\u200D\uD83D\uDE80";
        assertThat(DisplayText.text(joined)).isEqualTo(joined);
        assertThat(DisplayText.text("ad\u200Cmin\u200D")).isEqualTo("ad\\u200Cmin\\u200D");
    }

    @Test
    void isolatesOnlyWhatIsReadFromRightToLeft() {
        assertThat(DisplayText.isolated("Okta")).isEqualTo("Okta");
        assertThat(DisplayText.isolated("\u05D0 1")).isEqualTo("\u2068\u05D0 1\u2069");
        assertThat(DisplayText.isolated("a\u202Eb")).isEqualTo("a\\u202Eb");
    }

    @Test
    void keepsLineBreaksOnlyIfAsked() {
        assertThat(DisplayText.text("a\nb")).isEqualTo("a\\u000Ab");
        assertThat(DisplayText.lines("a\nb\r")).isEqualTo("a\nb\\u000D");
    }
}
