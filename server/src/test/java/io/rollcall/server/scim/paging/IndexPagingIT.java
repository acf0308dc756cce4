package io.rollcall.server.scim.paging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import io.rollcall.server.tokens.Token;
import io.rollcall.server.tokens.Tokens;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients page through Users by index (RFC 7644 section 3.4.2.4) while others are removed. */
class IndexPagingIT {
    private static final int USERS = 57;
    private static final int COUNT = 10;

    private final TestOrganization organization = TestOrganization.create();
    private final ScimClient client = organization.client();
    private final Map<String, String> idsByName = new LinkedHashMap<>();

    @BeforeEach
    void createUsers() {
        IntStream.range(0, USERS).forEach(number -> {
            Response answer = client.post(
                    "/Users",
                    "{\"userName\":\"user%02d\",\"active\":true,\"title\":\"title %d\"}".formatted(number, number % 3));
            idsByName.put("user%02d".formatted(number), answer.id());
        });
    }

    @ParameterizedTest
    @CsvSource({
        "1,''",
        "5,''",
        "10,''",
        "10,&sortBy=userName&sortOrder=descending",
        "10,&sortBy=title",
        "7,&attributes=userName"
    })
    void meetsEveryRemainingUserOnceWhileReadOnesAreDeleted(int deletedOfEachPage, String query) {
        Set<String> deleted = new TreeSet<>();
        List<String> met = readAll(client, query, COUNT, (page, names) -> names.stream()
                .limit(deletedOfEachPage)
                .forEach(name -> {
                    assertThat(client.delete("/Users/" + idsByName.get(name)).status())
                            .isEqualTo(204);
                    deleted.add(name);
                }));
        assertThat(met).doesNotHaveDuplicates().containsAll(idsByName.keySet());
        assertThat(client.get("/Users?count=0").json().path("totalResults").asInt())
                .isEqualTo(USERS - deleted.size());
    }

    @Test
    void meetsEveryActiveUserOnceWhileReadOnesAreDeactivated() {
        List<String> met = readAll(
                client,
                "&filter=" + encoded("active eq true"),
                COUNT,
                (page, names) -> names.forEach(this::deactivate));
        assertThat(met).doesNotHaveDuplicates().containsAll(idsByName.keySet());
    }

    @Test
    void meetsEveryRemainingUserOnceWhileUsersOfLaterPagesAreDeletedToo() {
        Set<String> remaining = new TreeSet<>(idsByName.keySet());
        List<String> met = readAll(client, "", COUNT, (page, names) -> {
            for (int number = page; number < USERS; number += 6) {
                String name = "user%02d".formatted(number);
                client.delete("/Users/" + idsByName.get(name));
                remaining.remove(name);
            }
        });
        assertThat(met).doesNotHaveDuplicates().containsAll(remaining);
    }

    @Test
    void meetsEveryRemainingUserOnceWithSearchRequests() {
        List<String> met = new ArrayList<>();
        int total = USERS;
        for (int index = 1; index <= total; index += COUNT) {
            JsonNode page =
                    client.post("/Users/.search", """
                    {"schemas":["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],"startIndex":%d,"count":%d}""".formatted(index, COUNT)).json();
            names(page).forEach(name -> client.delete("/Users/" + idsByName.get(name)));
            met.addAll(names(page));
            total = page.path("totalResults").asInt();
        }
        assertThat(met).containsExactlyElementsOf(idsByName.keySet());
    }

    @Test
    void isNotMovedByWhatAnotherClientReads() {
        Token.Issued token =
                TestServer.shared().component(Tokens.class).issue(organization.id(), "Entra ID", Actor.system());
        ScimClient other = new ScimClient(
                TestServer.scimUrl(TestServer.shared()), token.secret().reveal());
        List<String> met = readAll(client, "", COUNT, (page, names) -> {
            names.forEach(name -> client.delete("/Users/" + idsByName.get(name)));
            readAll(other, "", COUNT, (ignored, alsoIgnored) -> {});
        });
        assertThat(met).containsExactlyElementsOf(idsByName.keySet());
    }

    /** A client that removes everything on the first page until nothing is left. */
    @Test
    void beginsAnewAtIndexOne() {
        List<String> met = new ArrayList<>();
        for (List<String> page = names(first()); !page.isEmpty(); page = names(first())) {
            page.forEach(name -> client.delete("/Users/" + idsByName.get(name)));
            met.addAll(page);
        }
        assertThat(met).containsExactlyElementsOf(idsByName.keySet());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 11, 57, 58, 100})
    void countsFromTheBeginningForAPageThatFollowsNoOther(int startIndex) {
        JsonNode page = client.get("/Users?count=3&startIndex=" + startIndex).json();
        assertThat(names(page))
                .containsExactlyElementsOf(idsByName.keySet().stream()
                        .skip(startIndex - 1)
                        .limit(3)
                        .toList());
        assertThat(page.path("totalResults").asInt()).isEqualTo(USERS);
        assertThat(page.path("startIndex").asInt()).isEqualTo(startIndex);
    }

    private JsonNode first() {
        return client.get("/Users?count=" + COUNT).json();
    }

    /** As most clients do: on to the next page until its index is beyond the total that the last page had. */
    private static List<String> readAll(
            ScimClient client, String query, int count, BiConsumer<Integer, List<String>> afterEachPage) {
        List<String> met = new ArrayList<>();
        int total = 1;
        for (int index = 1, number = 0; index <= total; number++) {
            JsonNode page = client.get("/Users?startIndex=" + index + "&count=" + count + query)
                    .json();
            List<String> names = names(page);
            assertThat(page.path("startIndex").asInt()).isEqualTo(index);
            assertThat(page.path("itemsPerPage").asInt()).isEqualTo(names.size());
            total = page.path("totalResults").asInt();
            assertThat(total).isGreaterThanOrEqualTo(index - 1 + names.size());
            met.addAll(names);
            afterEachPage.accept(number, names);
            index += count;
        }
        return met;
    }

    private void deactivate(String name) {
        Response answer = client.patch("/Users/" + idsByName.get(name), """
                {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
                 "Operations":[{"op":"replace","value":{"active":false}}]}""");
        assertThat(answer.status()).isEqualTo(200);
    }

    private static List<String> names(JsonNode page) {
        List<String> names = new ArrayList<>();
        page.path("Resources").forEach(user -> names.add(user.path("userName").asText()));
        return names;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
