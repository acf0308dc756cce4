package io.rollcall.server.scim.paging;

import static io.rollcall.server.scim.paging.PagedUsers.names;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.testing.ScimClient.Response;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients page through Users by cursor while users come and go. */
class CursorPagingUnderWritesIT {
    private final PagedUsers users = PagedUsers.create();

    @ParameterizedTest
    @CsvSource({
        "userName,ascending", "userName,descending", "name.familyName,ascending", "name.familyName,descending",
        "title,ascending", "title,descending", "id,ascending", "id,descending"
    })
    void meetsUsersWhoStayExactlyOnceWhileOthersComeAndGo(String sortBy, String sortOrder) {
        String query = "&sortBy=" + sortBy + "&sortOrder=" + sortOrder;
        Set<String> staying = new TreeSet<>(users.idsByName().keySet());
        IntConsumer comeAndGo = page -> {
            users.create("user%02d-later".formatted(page * 9), page);
            users.create("a%d-first".formatted(page), page + 1);
            String leaving = "user%02d".formatted(page * PagedUsers.PAGE + PagedUsers.PAGE - 1);
            staying.remove(leaving);
            assertThat(users.client()
                            .delete("/Users/" + users.idsByName().get(leaving))
                            .status())
                    .isEqualTo(204);
        };

        List<Response> pages = users.forward(query, comeAndGo);
        List<String> met = pages.stream().flatMap(page -> names(page).stream()).toList();
        assertThat(met).doesNotHaveDuplicates().containsAll(staying);

        List<String> metAgain = users.backward(query, pages.get(pages.size() - 1)).stream()
                .flatMap(List::stream)
                .toList();
        assertThat(metAgain).doesNotHaveDuplicates().containsAll(staying);
    }

    @Test
    void goesOnWhereTheUserWhoEndedThePageIsGone() {
        Response first = users.client().get("/Users?cursor=&count=10&sortBy=userName");
        List<String> left = names(first);
        left.forEach(name -> users.client().delete("/Users/" + users.idsByName().get(name)));

        Response second = users.page("&sortBy=userName", first.text("/nextCursor"));
        assertThat(names(second)).startsWith("user10").endsWith("user19");

        Response before = users.page("&sortBy=userName", second.text("/previousCursor"));
        assertThat(names(before)).isEmpty();
        assertThat(before.json().has("previousCursor")).isFalse();
        assertThat(names(users.page("&sortBy=userName", before.text("/nextCursor"))))
                .isEqualTo(names(second));
    }

    @Test
    void endsWhereAllWhoCameAfterAreGone() {
        Response first = users.client().get("/Users?cursor=&count=50");
        names(users.client().get("/Users?startIndex=51")).forEach(name -> users.client()
                .delete("/Users/" + users.idsByName().get(name)));

        Response last = users.client().get("/Users?count=50&cursor=" + first.text("/nextCursor"));
        assertThat(last.status()).isEqualTo(200);
        assertThat(names(last)).isEmpty();
        assertThat(last.json().has("nextCursor")).isFalse();
    }
}
