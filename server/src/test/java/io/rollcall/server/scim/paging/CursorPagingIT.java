package io.rollcall.server.scim.paging;

import static io.rollcall.server.scim.paging.PagedUsers.names;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.SettableClock;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import io.rollcall.server.tokens.Token;
import io.rollcall.server.tokens.Tokens;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients page through Users by cursor (RFC 9865). */
class CursorPagingIT {
    private static final PagedUsers USERS = PagedUsers.create();

    private final ScimClient client = USERS.client();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "&sortBy=id&sortOrder=descending",
                "&sortBy=userName",
                "&sortBy=userName&sortOrder=descending",
                "&sortBy=name.familyName",
                "&sortBy=name.familyName&sortOrder=descending",
                "&sortBy=title",
                "&sortBy=title&sortOrder=descending",
                "&sortBy=active",
                "&sortBy=externalId&sortOrder=descending",
                "&sortBy=meta.lastModified",
                "&sortBy=meta.lastModified&sortOrder=descending",
                "&sortBy=meta.version",
                "&sortBy=meta.location&sortOrder=descending",
                "&sortBy=meta.resourceType",
                "&filter=userName%20sw%20%22user1%22",
                "&filter=active%20eq%20true&sortBy=name.familyName&sortOrder=descending",
            })
    void leadsForwardAndBackThroughTheListThatAnIndexShows(String query) {
        List<String> expected = names(client.get("/Users?count=1000" + query));

        List<Response> pages = USERS.forward(query);
        assertThat(pages.stream().flatMap(page -> names(page).stream())).containsExactlyElementsOf(expected);
        assertThat(pages).allSatisfy(page -> {
            assertThat(page.json().path("totalResults").intValue()).isEqualTo(expected.size());
            assertThat(page.json().path("itemsPerPage").intValue())
                    .isEqualTo(names(page).size());
            assertThat(page.json().has("startIndex")).isFalse();
        });
        assertThat(pages.stream().map(page -> page.text("/nextCursor")))
                .allMatch(cursor -> cursor.matches("[\\w.~-]*"));
        assertThat(pages.get(0).json().has("previousCursor")).isFalse();
        assertThat(pages.get(pages.size() - 1).json().has("nextCursor")).isFalse();

        List<List<String>> back = USERS.backward(query, pages.get(pages.size() - 1));
        Collections.reverse(back);
        assertThat(back).isEqualTo(pages.stream().map(PagedUsers::names).toList());
    }

    /** The example of RFC 9865 section 2: a parameter without a value, and a filter spelled otherwise the second time. */
    @Test
    void answersTheRfcsExample() {
        Response first = client.get("/Users?filter=userName%20sw%20%22USER%22&cursor&count=10");
        assertThat(first.text("/schemas/0")).isEqualTo("urn:ietf:params:scim:api:messages:2.0:ListResponse");
        assertThat(first.text("/nextCursor")).matches("[A-Za-z0-9._~-]+");

        Response second =
                client.get("/Users?filter=username%20sw%20%22user%22&count=10&cursor=" + first.text("/nextCursor"));
        assertThat(names(second)).isEqualTo(namesFrom(10, 20));
    }

    /** RFC 9865 section 3. */
    @ParameterizedTest
    @ValueSource(strings = {"/.search", "/Users/.search"})
    void pagesThroughASearchRequest(String path) {
        Response first = search(path, "");
        Response second = search(path, first.text("/nextCursor"));

        assertThat(names(first)).isEqualTo(namesFrom(0, 30));
        assertThat(names(second)).isEqualTo(namesFrom(30, 57));
        assertThat(second.json().has("nextCursor")).isFalse();
    }

    private Response search(String path, String cursor) {
        return client.post(path, """
                {"schemas": ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"], "attributes": ["userName"],
                 "filter": "userName sw \\"user\\"", "sortBy": "userName", "cursor": "%s", "count": 30}""".formatted(cursor));
    }

    @Test
    void carriesOnlyTheAttributesAskedFor() {
        Response first = client.get("/Users?cursor=&count=2&attributes=userName");
        Response second = client.get("/Users?count=2&attributes=userName&cursor=" + first.text("/nextCursor"));

        assertThat(second.json().at("/Resources/0").has("userName")).isTrue();
        assertThat(second.json().at("/Resources/0").has("name")).isFalse();
    }

    @Test
    void pagesByIndexWhereNoCursorIsAskedFor() {
        Response answer = client.get("/Users?count=10");

        assertThat(answer.json().path("startIndex").intValue()).isEqualTo(1);
        assertThat(answer.json().has("nextCursor")).isFalse();
        JsonNode pagination = client.get("/ServiceProviderConfig").json().path("pagination");
        assertThat(pagination.toString())
                .isEqualTo(
                        "{\"cursor\":true,\"index\":true,\"defaultPaginationMethod\":\"index\",\"defaultPageSize\":100,"
                                + "\"maxPageSize\":1000,\"cursorTimeout\":3600}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-3"})
    void answersOnlyTheTotalForACountOfNone(String count) {
        Response answer = client.get("/Users?cursor=&count=" + count);

        assertThat(answer.json().path("totalResults").intValue()).isEqualTo(PagedUsers.COUNT);
        assertThat(answer.json().path("Resources")).isEmpty();
        assertThat(answer.json().has("nextCursor")).isFalse();
    }

    @Test
    void givesTheLargestPageWhereMoreIsAskedFor() {
        assertThat(names(client.get("/Users?cursor=&count=100000"))).hasSize(PagedUsers.COUNT);
    }

    @ParameterizedTest
    @CsvSource({
        "&count=10&filter=active%20eq%20true,invalidCursor",
        "&count=10&sortBy=userName,invalidCursor",
        "&count=11,invalidCount",
        "'',invalidCount",
        "&count=ten,invalidCount",
        "&count=10&startIndex=1,invalidValue",
    })
    void refusesToGoOnWithAnotherQuestion(String changed, String scimType) {
        String cursor = client.get("/Users?cursor=&count=10").text("/nextCursor");

        refused(client.get("/Users?cursor=" + cursor + changed), scimType);
    }

    @ParameterizedTest
    @ValueSource(strings = {"VZUTiyhEQJ94IR", "%20", "1", "null", "%F0%9F%98%80"})
    void refusesWhatIsNoCursor(String cursor) {
        refused(client.get("/Users?cursor=" + cursor), "invalidCursor");
        refused(client.get("/Users?count=0&cursor=" + cursor), "invalidCursor");
    }

    @Test
    void refusesAnotherOrganizationsCursorInTheSameWords() {
        String cursor = client.get("/Users?cursor=&count=10").text("/nextCursor");
        ScimClient other = TestOrganization.create().client();

        Response foreign = other.get("/Users?count=10&cursor=" + cursor);
        refused(foreign, "invalidCursor");
        assertThat(foreign.body())
                .isEqualTo(other.get("/Users?count=10&cursor=nonsense").body());
    }

    /** RFC 9865 section 5: having a cursor gives no right to read; that of another token of the organization does. */
    @Test
    void givesNothingToACallerWhoMayNotReadAnyMore() {
        TestOrganization organization = TestOrganization.create();
        organization.client().post("/Users", "{\"userName\":\"a\"}");
        organization.client().post("/Users", "{\"userName\":\"b\"}");
        Tokens tokens = TestServer.shared().component(Tokens.class);
        Token.Issued former = tokens.issue(organization.id(), "former", Actor.system());
        ScimClient leaver = new ScimClient(
                TestServer.scimUrl(TestServer.shared()), former.secret().reveal());
        String cursor = leaver.get("/Users?cursor=&count=1").text("/nextCursor");
        tokens.revoke(organization.id(), former.token().id(), Actor.system());

        assertThat(leaver.get("/Users?count=1&cursor=" + cursor).status()).isEqualTo(401);
        assertThat(names(organization.client().get("/Users?count=1&cursor=" + cursor)))
                .containsExactly("b");
    }

    @Test
    void expiresOnEachServerAndIsGoodOnEach() {
        SettableClock clock = new SettableClock();
        TestOrganization organization = TestOrganization.create();
        ScimClient shared = organization.client();
        shared.post("/Users", "{\"userName\":\"a\"}");
        shared.post("/Users", "{\"userName\":\"b\"}");
        try (RunningServer hasty = TestServer.start(Map.of("scim.cursor-timeout-seconds", "1"), clock)) {
            ScimClient client = new ScimClient(TestServer.scimUrl(hasty), organization.token());
            String cursor = shared.get("/Users?cursor=&count=1").text("/nextCursor");
            assertThat(names(client.get("/Users?count=1&cursor="
                            + client.get("/Users?cursor=&count=1").text("/nextCursor"))))
                    .containsExactly("b");

            clock.advance(Duration.ofMinutes(1));
            refused(client.get("/Users?count=1&cursor=" + cursor), "expiredCursor");
            assertThat(names(shared.get("/Users?count=1&cursor=" + cursor))).containsExactly("b");
            assertThat(client.get("/ServiceProviderConfig").text("/pagination/cursorTimeout"))
                    .isEqualTo("1");
        }
    }

    private static void refused(Response answer, String scimType) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/scimType")).isEqualTo(scimType);
        assertThat(answer.text("/status")).isEqualTo("400");
        assertThat(answer.text("/detail")).isNotBlank();
    }

    private static List<String> namesFrom(int first, int end) {
        return IntStream.range(first, end).mapToObj("user%02d"::formatted).toList();
    }
}
