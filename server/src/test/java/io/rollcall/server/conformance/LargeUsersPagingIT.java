package io.rollcall.server.conformance;

import static io.rollcall.server.conformance.Answers.assertCreated;
import static io.rollcall.server.conformance.Answers.assertOk;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.importexport.ExportedUsers;
import io.rollcall.server.importexport.Format;
import io.rollcall.server.importexport.UserExport;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of users that are too large for one page (RFC 7644 section 3.4.2.4, RFC 9865 section 2). */
class LargeUsersPagingIT {
    private static final int PAGE_BYTES = 65_536;
    private static final int USERS = 12;
    private static final int LARGE = 20_000;
    private static final int LARGER_THAN_A_PAGE = 200_000;
    private static final RunningServer SERVER =
            TestServer.start(Map.of("scim.max-page-bytes", Integer.toString(PAGE_BYTES)));
    private static final TestOrganization ORGANIZATION = TestOrganization.create(SERVER);
    private static final ScimClient CLIENT = ORGANIZATION.client(SERVER);

    /** The fifth is larger than a page by itself. */
    @BeforeAll
    static void createUsers() {
        IntStream.rangeClosed(1, USERS)
                .forEach(number -> assertCreated(CLIENT.post(
                        "/Users",
                        "{\"userName\":\"%s\",\"externalId\":\"same\",\"displayName\":\"d%02d\",\"title\":\"%s\"}"
                                .formatted(
                                        name(number),
                                        number % 3,
                                        "x".repeat(number == 5 ? LARGER_THAN_A_PAGE : LARGE)))));
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    private static String name(int number) {
        return "u%02d".formatted(number);
    }

    private static List<String> everybody() {
        return IntStream.rangeClosed(1, USERS)
                .mapToObj(LargeUsersPagingIT::name)
                .toList();
    }

    @Test
    void returnsFewerThanCountAndSaysHowMany() {
        JsonNode page = assertOk(CLIENT.get("/Users?count=1000"));
        assertThat(page.path("totalResults").asInt()).isEqualTo(USERS);
        assertThat(page.path("itemsPerPage").asInt()).isEqualTo(3);
        assertThat(page.path("Resources")).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "count=1000",
                "count=4",
                "count=2",
                "count=1000&sortBy=displayName&sortOrder=descending",
                "count=1000&filter=externalId%20eq%20%22same%22",
                "count=1000&filter=title%20sw%20%22x%22"
            })
    void givesEachUserOnceByIndex(String query) {
        List<String> names = new ArrayList<>();
        int pages = 0;
        while (names.size() < USERS) {
            JsonNode page = assertOk(CLIENT.get("/Users?" + query + "&startIndex=" + (names.size() + 1)));
            assertWithinBounds(page);
            assertThat(page.path("totalResults").asInt()).isEqualTo(USERS);
            names.addAll(names(page));
            assertThat(++pages).isLessThanOrEqualTo(USERS);
        }
        assertThat(names).containsExactlyInAnyOrderElementsOf(everybody());
    }

    @Test
    void givesEachUserOnceBySearchRequest() {
        List<String> names = new ArrayList<>();
        while (names.size() < USERS) {
            JsonNode page = assertOk(CLIENT.post(
                    "/Users/.search",
                    "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:SearchRequest\"],\"count\":1000,"
                            + "\"startIndex\":" + (names.size() + 1) + "}"));
            assertWithinBounds(page);
            names.addAll(names(page));
        }
        assertThat(names).isEqualTo(everybody());
    }

    @ParameterizedTest
    @ValueSource(strings = {"count=1000", "count=4", "count=3", "count=1000&sortBy=displayName&sortOrder=descending"})
    void leadsThroughTheListAndBackByCursor(String query) {
        List<List<String>> forward = new ArrayList<>();
        JsonNode page = assertOk(CLIENT.get("/Users?" + query + "&cursor="));
        forward.add(names(page));
        while (page.has("nextCursor")) {
            page = next(query, page, "nextCursor");
            forward.add(names(page));
        }
        List<String> there = forward.stream().flatMap(List::stream).toList();
        assertThat(there).containsExactlyInAnyOrderElementsOf(everybody());
        List<String> back = new ArrayList<>(names(page));
        Collections.reverse(back);
        while (page.has("previousCursor")) {
            page = next(query, page, "previousCursor");
            List<String> names = names(page);
            Collections.reverse(names);
            back.addAll(names);
        }
        Collections.reverse(back);
        assertThat(back).isEqualTo(there);
    }

    private static JsonNode next(String query, JsonNode page, String cursor) {
        JsonNode next = assertOk(CLIENT.get("/Users?" + query + "&cursor="
                + ScimClient.encoded(page.path(cursor).asText())));
        assertWithinBounds(next);
        assertThat(next.path("totalResults").asInt()).isEqualTo(USERS);
        return next;
    }

    /** The statement is cancelled; the connection stays usable. */
    @Test
    void leavesConnectionsToTheDatabaseAsTheyWere() {
        for (int time = 0; time < 200; time++) {
            assertThat(assertOk(CLIENT.get("/Users?count=" + (3 + time % 3)))
                            .path("itemsPerPage")
                            .asInt())
                    .isEqualTo(3);
            assertThat(names(assertOk(CLIENT.filter("userName eq \"u01\"")))).containsExactly("u01");
        }
    }

    @Test
    void exportsEachUserOnce() throws IOException {
        StringWriter file = new StringWriter();
        long written = SERVER.component(UserExport.class)
                .write(ORGANIZATION.id(), ExportedUsers.all(), Format.JSONL, file, Actor.system(), progress -> {});
        assertThat(written).isEqualTo(USERS);
        assertThat(file.toString().lines()).hasSize(USERS);
    }

    private static void assertWithinBounds(JsonNode page) {
        assertThat(page.path("Resources")).isNotEmpty();
        assertThat(page.path("Resources").size() == 1 || page.toString().length() < PAGE_BYTES + LARGE)
                .isTrue();
    }

    private static List<String> names(JsonNode page) {
        List<String> names = new ArrayList<>();
        page.path("Resources").forEach(user -> names.add(user.path("userName").asText()));
        return names;
    }
}
