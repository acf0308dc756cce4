package io.rollcall.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonMembersTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\"",
                "\"a \\\" } ] \\u00e9 é 😀\"",
                "0",
                "-1.50E+3",
                "true",
                "null",
                "{}",
                "[]",
                "{\"a\":[{\"b\":\"}\"},null,[2]]}",
                "[1,\"]\",{\"a\":{}}]"
            })
    void areTheTextsOfTheValues(String value) {
        String text = "\"" + "x".repeat(100_000) + "\"";
        String object = "{\"first\":" + value + ",\"urn:a:2.0\":" + text + ",\"last\":" + value + "}";
        Map<String, String> members = JsonMembers.of(object);
        assertThat(members)
                .containsOnly(Map.entry("first", value), Map.entry("urn:a:2.0", text), Map.entry("last", value));
        assertThat(JsonMembers.text(members)).isEqualTo(object);
    }

    @Test
    void areFoundBetweenSpaces() {
        assertThat(JsonMembers.of(" { \"a\" : 12 , \"b\" : \"x\" } ")).isEqualTo(Map.of("a", "12", "b", "\"x\""));
        assertThat(JsonMembers.of("{}")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"[]|0", "[1,[2,3],{\"a\":[4]}]|3", "{\"a\":1,\"b\":2}|1", "\"[1,2]\"|1"})
    void haveASize(String value, int size) {
        assertThat(JsonMembers.size(value)).isEqualTo(size);
    }
}
