package io.rollcall.server.scim.paging;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Users of an organization of their own, which a client pages through. @param idsByName their ids by userName */
record PagedUsers(ScimClient client, Map<String, String> idsByName) {
    /** How many there are at first. */
    static final int COUNT = 57;

    /** How many a page shows. */
    static final int PAGE = 10;

    /** Family names and titles come in groups, and some users have none, so that ids must decide. */
    static PagedUsers create() {
        PagedUsers users = new PagedUsers(TestOrganization.create().client(), new HashMap<>());
        IntStream.range(0, COUNT).forEach(number -> users.create("user%02d".formatted(number), number));
        return users;
    }

    void create(String userName, int number) {
        String family = number % 3 == 0 ? "" : "\"familyName\":\"Family %d\",".formatted(number % 4);
        String title = number % 2 == 0 ? "" : "\"title\":\"%s %d\",".formatted("long title ".repeat(15), number % 5);
        Response answer = client.post(
                "/Users",
                "{\"userName\":\"%s\",\"name\":{%s\"givenName\":\"Ümit\"},%s\"active\":%s}"
                        .formatted(userName, family, title, number % 7 != 0));
        assertThat(answer.status()).isEqualTo(201);
        idsByName.put(userName, answer.id());
    }

    List<Response> forward(String query) {
        return forward(query, page -> {});
    }

    /** @param between what happens after each page but the last */
    List<Response> forward(String query, IntConsumer between) {
        List<Response> pages = new ArrayList<>();
        pages.add(page(query, ""));
        while (last(pages).json().has("nextCursor")) {
            if (pages.size() < COUNT / PAGE) {
                between.accept(pages.size());
            }
            pages.add(page(query, last(pages).text("/nextCursor")));
            assertThat(pages).hasSizeLessThan(COUNT);
        }
        return pages;
    }

    /** The names on each page, beginning with the last. */
    List<List<String>> backward(String query, Response from) {
        List<List<String>> pages = new ArrayList<>();
        Response page = from;
        pages.add(names(page));
        while (page.json().has("previousCursor")) {
            page = page(query, page.text("/previousCursor"));
            assertThat(page.json().has("nextCursor")).isTrue();
            pages.add(names(page));
            assertThat(pages).hasSizeLessThan(COUNT);
        }
        return pages;
    }

    private static Response last(List<Response> pages) {
        return pages.get(pages.size() - 1);
    }

    Response page(String query, String cursor) {
        Response answer = client.get("/Users?count=" + PAGE + query + "&cursor=" + cursor);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    static List<String> names(Response page) {
        assertThat(page.status()).as(page.body()).isEqualTo(200);
        List<String> names = new ArrayList<>();
        page.json()
                .path("Resources")
                .forEach(user -> names.add(user.path("userName").asText()));
        return names;
    }
}
