package io.rollcall.server.console.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.console.page.Texts;
import org.junit.jupiter.api.Test;

/** Changes of an entry are shown by attribute, with a note for values that the log does not hold. */
class EntryChangeTest {
    @Test
    void showsValuesAndNotesWhatWasTooLong() {
        assertThat(EntryChange.read(
                        "{\"title\":{\"after\":\"Boss\"},\"photos\":{\"before\":{\"omitted\":\"950 values\"},\"after\":[]}}",
                        Texts.english()))
                .containsExactly(
                        new EntryChange("title", "", "Boss"),
                        new EntryChange("photos", "950 values (too long for the log)", "[ ]"));
    }

    @Test
    void showsAttributesWhoseValuesWereErased() {
        assertThat(EntryChange.read("{\"title\":{}}", Texts.english()))
                .containsExactly(new EntryChange("title", "", ""));
        assertThat(EntryChange.read("", Texts.english())).isEmpty();
    }
}
