package io.rollcall.server.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void makesEachColumnAsWideAsItsLongestCell() {
        StringWriter text = new StringWriter();
        Table table = new Table("ID", "NAME", "STATE");
        table.row("1", "Okta", "valid");
        table.row("1000", "An export", "revoked");

        table.print(new PrintWriter(text, true));

        assertThat(text.toString().lines())
                .containsExactly("ID    NAME       STATE", "1     Okta       valid", "1000  An export  revoked");
    }
}
