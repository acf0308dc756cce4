package io.rollcall.server.importexport;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvCellTest {
    @Property
    void readsBackWhatItWrote(
            @ForAll
                    @Chars({'\'', '=', '-', '@', '\uff1d', '\uff20', '\t', '\r', '\n', ' ', '\u00a0', 'a', '"', ','})
                    @StringLength(max = 6)
                    String value) {
        assertThat(CsvCell.read(CsvCell.written(value))).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+49 30 1",
                "-x",
                "@SUM(A1)",
                "\t=1",
                "'=1",
                "\uff1d1+1",
                "\uff0b1",
                "\uff0d1",
                "\uff20SUM(A1)",
                "\nx",
                "\rx",
                "\tx",
                " =1",
                "\u3000=1",
                "\u00a0\uff1d1",
                "\"=1",
                " \"=1",
                "\ufeff=1",
                "\n =1"
            })
    void leavesNothingThatASpreadsheetRuns(String value) {
        assertThat(CsvCell.written(value)).startsWith("'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"O'Hara", "'tis", "a=b", "", " leading", "\"quoted\"", "a\tb", "a\n=b"})
    void leavesOrdinaryTextAsItIs(String value) {
        assertThat(CsvCell.written(value)).isEqualTo(value);
        assertThat(CsvCell.read(value)).isEqualTo(value);
    }
}
