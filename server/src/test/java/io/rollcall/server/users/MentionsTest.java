package io.rollcall.server.users;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.kernel.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MentionsTest {
    private static final FormerUser JANE = new FormerUser(
            new UserId(UUID.fromString("0190a0a0-0000-7000-8000-000000000001")),
            1,
            "Jane",
            Optional.of("00u1"),
            Instant.EPOCH,
            Instant.EPOCH,
            "{\"emails\":[{\"value\":\"Jane@Example.com\"},{\"type\":\"work\"}]}");

    private final Mentions mentions = Mentions.of(List.of(JANE));

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
    @ValueSource(strings = {"", "janet", "GET /Users", "00u12", "PATCH /Users/0190a0a0-0000-7000-8000-000000000002"})
    void seesNobodyElse(String text) {
        assertThat(mentions.test(text)).isFalse();
    }

    @Test
    void leavesOutWordsThatStandEverywhere() {
        FormerUser brief =
                new FormerUser(JANE.id(), 1, "a", Optional.of(""), Instant.EPOCH, Instant.EPOCH, "{\"emails\":[]}");

        assertThat(Mentions.of(List.of(brief)).test("a line")).isFalse();
    }
}
