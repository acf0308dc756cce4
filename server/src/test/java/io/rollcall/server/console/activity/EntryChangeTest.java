package io.rollcall.server.console.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.console.page.JsonBeginning;
import io.rollcall.server.console.page.Texts;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Changes of an entry are shown by attribute, with a note for values that the log does not hold. */
class EntryChangeTest {
    @Test
    void showsValuesAndNotesWhatWasTooLong() {
        assertThat(
                        read(
                                "{\"title\":{\"after\":\"Boss\"},\"photos\":{\"before\":{\"omitted\":\"950 values\"},\"after\":[]}}"))
                .containsExactly(
                        new EntryChange("title", "", "Boss"),
                        new EntryChange("photos", "950 values (too long for the log)", "[ ]"));
    }

    @Test
    void showsAttributesWhoseValuesWereErased() {
        assertThat(read("{\"title\":{}}")).containsExactly(new EntryChange("title", "", ""));
        assertThat(read("{}")).isEmpty();
    }

    private static List<EntryChange> read(String changes) {
        return EntryChange.read(JsonBeginning.of(changes), Texts.english());
    }
}
