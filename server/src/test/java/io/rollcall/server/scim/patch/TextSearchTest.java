package io.rollcall.server.scim.patch;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;

/** Search in texts of any length. */
class TextSearchTest {
    private static final int LONG = 1_000_000;

    @Property
    void findsWhatIsThere(
            @ForAll @StringLength(min = 1, max = 12) @CharRange(from = 'a', to = 'b') String wanted,
            @ForAll @StringLength(max = 60) @CharRange(from = 'a', to = 'b') String text) {
        TextSearch search = new TextSearch(wanted);
        assertThat(search.isIn(text)).isEqualTo(text.contains(wanted));
        // Long enough for the other way to search; the third letter never matches.
        String longer = "c".repeat(20_000) + text + "c";
        assertThat(search.isIn(longer)).isEqualTo(text.contains(wanted));
    }

    /** Compared letter by letter, it would take a minute. */
    @Example
    void takesNoLongerForTextsThatAlmostMatchEverywhere() {
        String text = "a".repeat(LONG);
        TextSearch search = new TextSearch("a".repeat(4_000) + "b");
        assertTimeoutPreemptively(ofSeconds(10), () -> {
            for (String none : List.of(text, text + "c", "b" + text, text + "c" + text)) {
                for (int time = 0; time < 5; time++) {
                    assertThat(search.isIn(none)).isFalse();
                }
            }
            assertThat(search.isIn(text + "b")).isTrue();
        });
    }
}
