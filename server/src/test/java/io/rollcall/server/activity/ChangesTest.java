package io.rollcall.server.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.database.JsonMembers;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Changes name every attribute that differs, and have no more bytes than one entry may. */
class ChangesTest {
    private static String photos(int number) {
        return IntStream.range(0, number)
                .mapToObj(photo -> "{\"value\":\"https://example.com/" + "p".repeat(900) + photo + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String document(String title, String photos) {
        return "{\"userName\":\"jane\",\"title\":\"" + title + "\",\"photos\":" + photos + "}";
    }

    private static int bytes(String changes) {
        return changes.getBytes(StandardCharsets.UTF_8).length;
    }

    @Test
    void keepsShortValuesAsTheyAre() {
        assertThat(Changes.between(document("Boss", "[]"), document("Owner", "[]")))
                .isEqualTo("{\"title\":{\"before\":\"Boss\",\"after\":\"Owner\"}}");
    }

    @Test
    void countsValuesThatAreTooLongAndKeepsTheOthers() {
        assertThat(Changes.between(document("Boss", photos(950)), document("Owner", "[]")))
                .isEqualTo("{\"title\":{\"before\":\"Boss\",\"after\":\"Owner\"},"
                        + "\"photos\":{\"before\":{\"omitted\":\"950 values\"},\"after\":[]}}");
    }

    @Test
    void countsOneLongValue() {
        assertThat(Changes.between(document("x".repeat(Changes.MAX_BYTES), "[]"), document("Owner", "[]")))
                .isEqualTo("{\"title\":{\"before\":{\"omitted\":\"1 value\"},\"after\":\"Owner\"}}");
    }

    @Test
    void countsBytesInsteadOfCharacters() {
        String changes = Changes.between(document("€".repeat(Changes.MAX_BYTES / 2), "[]"), document("Owner", "[]"));
        assertThat(changes).contains("omitted");
        assertThat(Changes.between(document("x".repeat(Changes.MAX_BYTES / 2), "[]"), document("Owner", "[]")))
                .doesNotContain("omitted");
    }

    @Test
    void hasNoMoreBytesThanAnEntryMayHoweverManyAttributesAreLong() {
        for (int photos = 1; photos < 60; photos++) {
            String changes = Changes.between(document("t".repeat(photos * 500), photos(photos)), document("€", "[]"));
            assertThat(bytes(changes)).isLessThanOrEqualTo(Changes.MAX_BYTES);
            assertThat(changes).contains("\"title\"", "\"photos\"");
        }
    }

    @Test
    void namesAttributesThatCameAndWent() {
        assertThat(Changes.between("{\"a\":1,\"b\":null,\"c\":[{\"d\":true}]}", "{\"b\":null,\"e\":\"\\\"x\\\"\"}"))
                .isEqualTo("{\"a\":{\"before\":1},\"c\":{\"before\":[{\"d\":true}]},\"e\":{\"after\":\"\\\"x\\\"\"}}");
    }

    @Test
    void listsTheValuesOfWhatIsCreated() {
        String created = "{\"a\\\"b\":1,\"c\":[{\"d\":true}]}";
        assertThat(Changes.creating(JsonMembers.of(created)))
                .isEqualTo("{\"a\\\"b\":{\"after\":1},\"c\":{\"after\":[{\"d\":true}]}}")
                .isEqualTo(Changes.between("{}", created));
        assertThat(Changes.creating(JsonMembers.of("{}"))).isEqualTo("{}");
    }

    @Test
    void seesNoChangeInTheSameValueWrittenInAnotherWay() {
        assertThat(Changes.between(
                        "{\"name\": {\"a\": \"\\u00e9\", \"b\": 1}, \"title\":\"Boss\"}",
                        "{\"name\":{\"b\":1,\"a\":\"é\"},\"title\":\"Owner\"}"))
                .isEqualTo("{\"title\":{\"before\":\"Boss\",\"after\":\"Owner\"}}");
    }

    @Test
    void erasingLeavesTheNamesOfOmittedValues() {
        String changes = Changes.between(document("Boss", photos(950)), document("Owner", "[]"));
        assertThat(Changes.withoutValues(changes)).isEqualTo("{\"title\":{},\"photos\":{}}");
        assertThat(Changes.areWithoutValues(Changes.withoutValues(changes))).isTrue();
        assertThat(Changes.areWithoutValues(changes)).isFalse();
    }

    @Test
    void readsLongChangesOfOlderServersByTheirNames() {
        assertThat(Changes.readable("[\"photos\"]"))
                .isEqualTo(
                        "{\"photos\":{\"before\":{\"omitted\":\"long values\"},\"after\":{\"omitted\":\"long values\"}}}");
        assertThat(Changes.readable("")).isEmpty();
    }
}
