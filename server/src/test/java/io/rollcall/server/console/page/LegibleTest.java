package io.rollcall.server.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Characters that are not seen, or that move others, are shown by their numbers. */
class LegibleTest {
    @Test
    void showsFormattingAndControlCharactersByTheirNumbers() {
        assertThat(Legible.text("a\u202Eb\u200Bc\u0000\t\uFEFF\uD800\u2028\uDB40\uDC41"))
                .isEqualTo("a\\u202Eb\\u200Bc\\u0000\\u0009\\uFEFF\\uD800\\u2028\\u{E0041}");
    }

    @Test
    void leavesLettersOfAllScriptsAsTheyAre() {
        String letters = "Zoë 山田 שלום مرحبا 😀 e\u0301";
        assertThat(Legible.text(letters)).isEqualTo(letters);
    }

    @Test
    void keepsLineBreaksOnlyIfAsked() {
        assertThat(Legible.text("a\nb")).isEqualTo("a\\u000Ab");
        assertThat(Legible.lines("a\nb\r")).isEqualTo("a\nb\\u000D");
    }
}
