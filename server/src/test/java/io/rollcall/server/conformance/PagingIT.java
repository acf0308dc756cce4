package io.rollcall.server.conformance;

import static io.rollcall.server.conformance.Answers.assertCreated;
import static io.rollcall.server.conformance.Answers.assertOk;
import static io.rollcall.server.conformance.Answers.assertRefused;
import static io.rollcall.server.conformance.Answers.userNames;
import static io.rollcall.server.conformance.Bodies.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Paging by index (RFC 7644 section 3.4.2.4) over twelve users. */
class PagingIT {
    private static final int USERS = 12;
    private static final ScimClient CLIENT = TestOrganization.create().client();

    @BeforeAll
    static void createUsers() {
        IntStream.rangeClosed(1, USERS)
                .forEach(number -> assertCreated(CLIENT.post("/Users", user("u%02d".formatted(number)))));
    }

    @ParameterizedTest
    @CsvSource({
        "'', 1, 12",
        "startIndex=1&count=5, 1, 5",
        "startIndex=6&count=5, 6, 5",
        "startIndex=11&count=5, 11, 2",
        "startIndex=12&count=1, 12, 1",
        "startIndex=13&count=5, 13, 0",
        "startIndex=2147483647&count=5, 2147483647, 0",
        "startIndex=0, 1, 12",
        "startIndex=-5&count=2, 1, 2",
        "count=0, 1, 0",
        "count=-3, 1, 0",
        "count=1000, 1, 12",
        "count=2147483647, 1, 12",
        "count=2147483648, 1, 12",
        "count=99999999999999999999, 1, 12",
        "count=-99999999999999999999, 1, 0",
        "startIndex=2147483648, 2147483647, 0",
        "startIndex=99999999999999999999, 2147483647, 0",
        "startIndex=&count=, 1, 12",
        "startIndex=%202%20, 2, 11",
        "startIndex=+3, 3, 10",
        "STARTINDEX=3&Count=2, 3, 2"
    })
    void givesThePageThatIsAskedForAndSaysWhichItIs(String query, int startIndex, int itemsPerPage) {
        JsonNode list = assertOk(CLIENT.get("/Users?" + query));
        assertThat(list.path("totalResults").asInt()).isEqualTo(USERS);
        assertThat(list.path("startIndex").asInt()).isEqualTo(startIndex);
        assertThat(list.path("itemsPerPage").asInt()).isEqualTo(itemsPerPage);
        assertThat(list.path("Resources")).hasSize(itemsPerPage);
    }

    /** Clients read these without asking whether they are there. */
    @Test
    void hasAllMembersOnAnEmptyPageToo() {
        JsonNode list = assertOk(CLIENT.filter("userName eq \"nobody\""));
        assertThat(list.fieldNames())
                .toIterable()
                .containsExactly("schemas", "totalResults", "startIndex", "itemsPerPage", "Resources");
        assertThat(list.path("totalResults").asInt()).isZero();
        assertThat(list.path("Resources").isArray()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 7, 12, 13})
    void givesEachUserOnceWhateverThePage(int count) {
        List<String> names = new ArrayList<>();
        for (int start = 1; start <= USERS; start += count) {
            names.addAll(userNames(CLIENT.get("/Users?startIndex=" + start + "&count=" + count)));
        }
        assertThat(names).hasSize(USERS).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void countsWhatTheFilterFinds() {
        JsonNode list = assertOk(CLIENT.get("/Users?count=2&startIndex=2&filter=userName+sw+%22u1%22"));
        assertThat(list.path("totalResults").asInt()).isEqualTo(3);
        assertThat(list.at("/Resources/0/userName").asText()).isEqualTo("u11");
        assertThat(list.path("Resources")).hasSize(2);
    }

    /** RFC 9865 section 2.1 has a scimType of its own for count. */
    @ParameterizedTest
    @CsvSource({
        "count=x, invalidCount",
        "count=1.5, invalidCount",
        "count=1e3, invalidCount",
        "count=0x10, invalidCount",
        "count=true, invalidCount",
        "startIndex=one, invalidValue",
        "'startIndex=1,2', invalidValue",
        "count=1&count=2, invalidValue",
        "startIndex=1&STARTINDEX=2, invalidValue",
        "filter=userName+pr&filter=active+pr, invalidValue"
    })
    void refusesWhatIsNoNumberOrThereTwice(String query, String scimType) {
        assertRefused(CLIENT.get("/Users?" + query), 400, scimType);
    }

    /** The error quotes the client's input, truncated. */
    @Test
    void refusesVeryLongNumbersInShortWords() {
        String digits = "9".repeat(500_000);
        for (String name : new String[] {"startIndex", "count", "sortBy", "sortOrder"}) {
            Response refused = CLIENT.post(
                    "/Users/.search",
                    "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:SearchRequest\"],\"%s\":\"%s\"}"
                            .formatted(name, digits));
            assertThat(refused.status()).as(name).isEqualTo(400);
            assertThat(refused.text("/detail")).as(name).hasSizeLessThan(1_010);
        }
    }
}
