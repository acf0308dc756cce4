package io.rollcall.server.cli;

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
        assertThat(new Terminals(true, true).showProgress(false)).isTrue();
        assertThat(new Terminals(false, true).showProgress(true)).isTrue();
        assertThat(new Terminals(true, true).showProgress(true)).isFalse();
        assertThat(new Terminals(true, false).showProgress(false)).isFalse();
        assertThat(Terminals.ofThisProcess()).isEqualTo(new Terminals(false, false));
    }
}
