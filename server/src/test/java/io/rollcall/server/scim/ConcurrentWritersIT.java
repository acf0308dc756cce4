package io.rollcall.server.scim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import io.rollcall.server.testing.Together;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many clients write at the same moment, and no acknowledged write is lost (RFC 7644 section 3.14). */
class ConcurrentWritersIT {
    private static final List<String> TEXTS =
            List.of("displayName", "nickName", "title", "userType", "preferredLanguage", "locale", "externalId");

    private final ScimClient client = TestOrganization.create().client();

    @ParameterizedTest
    @ValueSource(ints = {2, 20})
    void keepsEveryWritersChangeToOneUser(int writers) {
        int rounds = 5;
        String path =
                "/Users/" + client.post("/Users", "{\"userName\":\"shared\"}").id();
        List<List<Integer>> statuses = Together.run(writers, writer -> IntStream.range(0, rounds)
                .mapToObj(round -> client.patch(path, addEmail(writer, round)).status())
                .toList());
        assertThat(statuses).allSatisfy(own -> assertThat(own).containsOnly(200));
        JsonNode user = client.get(path).json();
        assertThat(user.path("emails").findValuesAsText("value"))
                .doesNotHaveDuplicates()
                .hasSize(writers * rounds);
        assertThat(user.at("/meta/version").asText()).isEqualTo("W/\"" + (writers * rounds + 1) + "\"");
        assertThat(client.filter("emails.value eq \"w1r4@example.com\"").text("/totalResults"))
                .isEqualTo("1");
    }

    @RepeatedTest(3)
    void keepsChangesOfDifferentAttributes() {
        String path =
                "/Users/" + client.post("/Users", "{\"userName\":\"shared\"}").id();
        List<Response> answers =
                Together.run(TEXTS.size(), writer -> client.patch(path, replace(TEXTS.get(writer), "new")));
        assertThat(answers).extracting(Response::status).containsOnly(200);
        assertThat(answers).extracting(answer -> answer.header("ETag")).doesNotHaveDuplicates();
        JsonNode user = client.get(path).json();
        assertThat(TEXTS)
                .allSatisfy(name -> assertThat(user.path(name).asText()).isEqualTo("new"));
        client.delete(path);
    }

    @Test
    void createsOneUserOfAName() {
        List<Response> answers = Together.run(
                16, writer -> client.post("/Users", "{\"userName\":\"" + inSomeCase("unique", writer) + "\"}"));
        assertThat(answers).extracting(Response::status).containsOnlyOnce(201).containsOnly(201, 409);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 409)
                .allSatisfy(answer -> assertThat(answer.text("/scimType")).isEqualTo("uniqueness"));
        assertThat(client.get("/Users").text("/totalResults")).isEqualTo("1");
    }

    @Test
    void renamesOneUserToAName() {
        List<String> paths = IntStream.range(0, 16)
                .mapToObj(number -> "/Users/"
                        + client.post("/Users", "{\"userName\":\"u" + number + "\"}")
                                .id())
                .toList();
        List<Response> answers =
                Together.run(16, writer -> client.patch(paths.get(writer), replace("userName", "same")));
        assertThat(answers).extracting(Response::status).containsOnlyOnce(200).containsOnly(200, 409);
    }

    @Test
    void letsOneOfThoseWinThatSawTheSameVersion() {
        String path =
                "/Users/" + client.post("/Users", "{\"userName\":\"shared\"}").id();
        ScimClient careful = client.with("If-Match", "W/\"1\"");
        List<Response> answers = Together.run(16, writer -> careful.patch(path, replace("title", "title " + writer)));
        assertThat(answers).extracting(Response::status).containsOnlyOnce(200).containsOnly(200, 412);
        Response winner = answers.stream()
                .filter(answer -> answer.status() == 200)
                .findFirst()
                .orElseThrow();
        assertThat(client.get(path).text("/title")).isEqualTo(winner.text("/title"));
        assertThat(client.get(path).header("ETag")).isEqualTo("W/\"2\"");
    }

    @Test
    void letsOneOfThoseWinThatReplaceOrDeleteTheSameVersion() {
        String path =
                "/Users/" + client.post("/Users", "{\"userName\":\"shared\"}").id();
        ScimClient careful = client.with("If-Match", "W/\"1\"");
        List<Integer> statuses = Together.run(
                16,
                writer -> writer % 2 == 0
                        ? careful.delete(path).status()
                        : careful.put(path, "{\"userName\":\"shared\",\"title\":\"" + writer + "\"}")
                                .status());
        assertThat(statuses).filteredOn(status -> status < 300).hasSize(1);
        assertThat(statuses).filteredOn(status -> status >= 300).isSubsetOf(412, 404);
    }

    @Test
    void deletesAUserOnce() {
        String path =
                "/Users/" + client.post("/Users", "{\"userName\":\"gone\"}").id();
        List<Integer> statuses = Together.run(16, writer -> client.delete(path).status());
        assertThat(Collections.frequency(statuses, 204)).isEqualTo(1);
        assertThat(Collections.frequency(statuses, 404)).isEqualTo(15);
    }

    @Test
    void worksWithFewerConnectionsThanWorkers() {
        try (RunningServer server = TestServer.start(Map.of("database.pool-size", "2", "http.workers", "32"))) {
            ScimClient small = new ScimClient(
                    TestServer.scimUrl(server), TestOrganization.create(server).token());
            List<List<Integer>> statuses = Together.run(64, writer -> lifeOf("u" + writer, small));
            assertThat(statuses).containsOnly(List.of(201, 200, 200, 200, 204));
        }
    }

    private static List<Integer> lifeOf(String name, ScimClient client) {
        Response created = client.post("/Users", "{\"userName\":\"" + name + "\",\"jotform_user_role\":\"user\"}");
        String path = "/Users/" + created.id();
        return List.of(
                created.status(),
                client.filter("userName eq \"" + name + "\"").status(),
                client.patch(path, replace("jotform_user_role", "admin")).status(),
                client.get("/Schemas").status(),
                client.delete(path).status());
    }

    private static String addEmail(int writer, int round) {
        String address = "w" + writer + "r" + round + "@example.com";
        return "{\"Operations\":[{\"op\":\"add\",\"path\":\"emails\",\"value\":[{\"value\":\"" + address + "\"}]}]}";
    }

    private static String replace(String attribute, String value) {
        return "{\"Operations\":[{\"op\":\"replace\",\"path\":\"" + attribute + "\",\"value\":\"" + value + "\"}]}";
    }

    /** Upper-case letters where the number's bits are set. */
    private static String inSomeCase(String text, int bits) {
        StringBuilder cased = new StringBuilder(text);
        for (int place = 0; place < text.length(); place++) {
            if ((bits >> place & 1) == 1) {
                cased.setCharAt(place, Character.toUpperCase(text.charAt(place)));
            }
        }
        return cased.toString();
    }
}
