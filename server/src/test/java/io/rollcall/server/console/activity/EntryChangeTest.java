package io.rollcall.server.console.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.console.activity.EntryView.EntryChange;
import io.rollcall.server.console.page.ConsoleTexts;
import io.rollcall.server.console.page.TruncatedJson;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

    @Test
    void tellsValuesThatAreNotShownFromNone() {
        String values = IntStream.range(0, 400).mapToObj(Integer::toString).collect(Collectors.joining(",", "[", "]"));
        assertThat(read("{\"emails\":{\"before\":" + values + ",\"after\":" + values + "}}"))
                .extracting(EntryChange::after)
                .containsExactly("…");
    }

    private static List<EntryChange> read(String changes) {
        return EntryChange.read(TruncatedJson.of(changes), ConsoleTexts.english());
    }
}
