package io.rollcall.server.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands printed for pasting work in a shell. */
class ProgramNameTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "/opt/rollcall/bin/rollcall | /opt/rollcall/bin/rollcall",
                "/a folder/bin/rollcall     | '/a folder/bin/rollcall'",
                "/it's/rollcall             | '/it'\\''s/rollcall'",
                "/a$b/rollcall              | '/a$b/rollcall'",
                "~/rollcall                 | '~/rollcall'",
                "\"\"                       | ''"
            })
    void quotesWhatNeedsIt(String text, String quoted) {
        assertThat(ProgramName.quoted(text)).isEqualTo(quoted);
    }
}
