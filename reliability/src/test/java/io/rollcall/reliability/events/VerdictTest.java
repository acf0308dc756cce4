package io.rollcall.reliability.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VerdictTest {
    private final Verdict verdict = new Verdict("test");

    @Test
    void isBadUntilTheRunHasEnded() {
        assertThat(verdict.isGood()).isFalse();
        verdict.end();
        assertThat(verdict.isGood()).isTrue();
    }

    @Test
    void isBadAfterAViolation() {
        verdict.require(true, "a", "1");
        verdict.require(false, "b", "2");
        verdict.end();
        assertThat(verdict.isGood()).isFalse();
        assertThat(verdict.violations()).containsExactly("b");
    }

    @Test
    void isOneLineOfJson() {
        verdict.figure("events", 3);
        verdict.violated("b", "2");
        assertThat(verdict.json())
                .isEqualTo("{\"run\":\"test\",\"good\":false,\"figures\":{\"events\":3},"
                        + "\"violations\":{\"b\":{\"count\":1,\"examples\":[\"2\"]}}}");
    }
}
