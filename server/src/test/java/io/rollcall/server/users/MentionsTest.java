package io.rollcall.server.users;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MentionsTest {
    private static final String ID = "0190a0a0-0000-7000-8000-000000000001";

    private final Mentions mentions = Mentions.of(
            List.of(ID, "Jane", "00u1"),
            "{\"name\":{\"emails\":[{\"value\":\"none\"}]},\"photos\":[{\"value\":\"none\"}],"
                    + "\"emails\":[{\"value\":\"Jane@Example.com\"},{\"type\":\"work\"}],\"title\":\"none\"}");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jane",
                "GET /Users/JANE",
                "'jane' is no role",
                "janet and jane",
                "externalId 00u1.",
                "PATCH /Users/0190a0a0-0000-7000-8000-000000000001",
                "jane@example.com"
            })
    void seesTheUser(String text) {
        assertThat(mentions.test(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "none", "janet", "GET /Users", "00u12", "PATCH /Users/0190a0a0-0000-7000-8000-000000000002"})
    void seesNobodyElse(String text) {
        assertThat(mentions.test(text)).isFalse();
    }

    @Test
    void leavesOutWordsThatStandEverywhere() {
        assertThat(Mentions.of(List.of(ID, "a", ""), "{\"emails\":[]}").test("a line"))
                .isFalse();
    }

    @Test
    void seesEachOfSeveralUsers() {
        Mentions both = mentions.and(Mentions.of(List.of("Hanna"), "{}"));

        assertThat(both.test("hanna")).isTrue();
        assertThat(both.test("jane")).isTrue();
        assertThat(both.length()).isEqualTo(mentions.length() + "hanna".length());
    }
}
