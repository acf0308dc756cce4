package io.rollcall.server.console.users;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.console.users.ProfileDocument.ProfileLine;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProfileDocumentTest {
    @Test
    void listsEachValueWithItsPath() {
        ProfileDocument document = ProfileDocument.read("""
                {"schemas":["s"],"userName":"jane","active":true,"name":{"givenName":"Jane"},
                 "emails":[{"value":"a@x"},{"value":"b@x","primary":true}],"title":null,
                 "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"R&D"}}""");
        assertThat(document.lines())
                .containsExactly(
                        new ProfileLine("userName", "jane"),
                        new ProfileLine("active", "true"),
                        new ProfileLine("name.givenName", "Jane"),
                        new ProfileLine("emails[0].value", "a@x"),
                        new ProfileLine("emails[1].value", "b@x"),
                        new ProfileLine("emails[1].primary", "true"),
                        new ProfileLine(
                                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department", "R&D"));
    }

    @Test
    void showsTheFirstValuesOfALargeDocumentAndCountsTheOthers() {
        String emails = IntStream.range(0, 9_900)
                .mapToObj(number -> "{\"value\":\"" + number + "\",\"type\":\"t\"}")
                .collect(Collectors.joining(","));
        ProfileDocument document =
                ProfileDocument.read("{\"userName\":\"jane\",\"emails\":[" + emails + "],\"title\":\"Boss\"}");

        assertThat(document.lines())
                .hasSize(302)
                .startsWith(new ProfileLine("userName", "jane"))
                .endsWith(
                        new ProfileLine("emails[149].value", "149"),
                        new ProfileLine("emails[149].type", "…"),
                        new ProfileLine("title", "…"));
        assertThat(document.hidden()).isEqualTo(1 + 2 * 9_900 + 1 - 300);
    }

    @Test
    void cutsLongTextsAndShowsNoMoreOfThemThanPeopleRead() {
        String photos = IntStream.range(0, 200)
                .mapToObj(number -> "{\"value\":\"" + "p".repeat(3_000) + "\"}")
                .collect(Collectors.joining(","));
        ProfileDocument document = ProfileDocument.read("{\"photos\":[" + photos + "]}");

        assertThat(document.lines()).hasSize(17).allSatisfy(line -> assertThat(line.value())
                .isEqualTo("p".repeat(2_000) + "…"));
        assertThat(document.hidden()).isEqualTo(200 - 17);
    }
}
