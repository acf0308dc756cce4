package io.rollcall.server.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgressBarTest {
    @Test
    void fillsUp() {
        assertThat(ProgressBar.line(200, 0, "user")).startsWith("[" + ".".repeat(30) + "]   0 %");
        assertThat(ProgressBar.line(200, 100, "user"))
                .startsWith("[" + "#".repeat(15) + ".".repeat(15) + "]  50 %")
                .endsWith("100 users");
        assertThat(ProgressBar.line(200, 300, "user")).startsWith("[" + "#".repeat(30) + "] 100 %");
    }

    @Test
    void countsWhereItDoesNotKnowTheEnd() {
        assertThat(ProgressBar.line(0, 12_000, "line")).isEqualTo("12,000 lines");
    }

    @Test
    void countsOneThingAsOne() {
        assertThat(ProgressBar.line(0, 1, "line")).isEqualTo("1 line");
        assertThat(ProgressBar.line(1, 1, "user")).endsWith("100 %  1 user");
    }

    @Test
    void isShownOnATerminalUnlessTheDataGoesThere() {
        assertThat(new ProgressBar.Terminals(true, true).showProgress(false)).isTrue();
        assertThat(new ProgressBar.Terminals(false, true).showProgress(true)).isTrue();
        assertThat(new ProgressBar.Terminals(true, true).showProgress(true)).isFalse();
        assertThat(new ProgressBar.Terminals(true, false).showProgress(false)).isFalse();
        assertThat(ProgressBar.Terminals.ofThisProcess()).isEqualTo(new ProgressBar.Terminals(false, false));
    }
}
