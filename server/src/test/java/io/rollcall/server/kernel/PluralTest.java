package io.rollcall.server.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PluralTest {
    @Test
    void isOneForOneOnly() {
        assertThat(Plural.of(0, "user")).isEqualTo("0 users");
        assertThat(Plural.of(1, "user")).isEqualTo("1 user");
        assertThat(Plural.of(1_200, "user")).isEqualTo("1,200 users");
        assertThat(Plural.of(1, "entry", "entries")).isEqualTo("1 entry");
        assertThat(Plural.of(2, "entry", "entries")).isEqualTo("2 entries");
    }
}
