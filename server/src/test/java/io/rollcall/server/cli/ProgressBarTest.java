package io.rollcall.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgressBarTest {
    @Test
    void fillsUp() {
        assertThat(ProgressBar.line(200, 0, "users")).startsWith("[" + ".".repeat(30) + "]   0 %");
        assertThat(ProgressBar.line(200, 100, "users"))
                .startsWith("[" + "#".repeat(15) + ".".repeat(15) + "]  50 %")
                .endsWith("100 users");
        assertThat(ProgressBar.line(200, 300, "users")).startsWith("[" + "#".repeat(30) + "] 100 %");
    }

    @Test
    void countsWhereItDoesNotKnowTheEnd() {
        assertThat(ProgressBar.line(0, 12_000, "lines")).isEqualTo("%,d lines".formatted(12_000));
    }
}
