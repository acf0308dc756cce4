package io.rollcall.server.groups;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import io.rollcall.server.testing.Together;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Writers of one group at the same time, on two servers: none loses what another one did. */
class ConcurrentGroupWritersIT {
    private static final int WRITERS = 8;

    private final TestOrganization organization =
            TestOrganization.create().withGroups(TestServer.shared()).withGroups(TestServer.second());
    private final List<ScimClient> clients =
            List.of(organization.client(TestServer.shared()), organization.client(TestServer.second()));
    private final ScimClient client = clients.get(0);

    private String create(String name) {
        return client.post("/Users", "{\"userName\":\"" + name + "\"}").id();
    }

    private String group(String... members) {
        String ids = members.length == 0 ? "" : "{\"value\":\"" + String.join("\"},{\"value\":\"", members) + "\"}";
        return "/Groups/"
                + client.post("/Groups", "{\"displayName\":\"Staff\",\"members\":[" + ids + "]}")
                        .id();
    }

    private static String operation(String op, String user) {
        return "{\"Operations\":[{\"op\":\"" + op + "\",\"path\":\"members\",\"value\":[{\"value\":\"" + user
                + "\"}]}]}";
    }

    private List<String> members(String path) {
        return client.get(path).json().path("members").findValuesAsText("value");
    }

    @Test
    void keepsEveryWritersMembers() {
        List<String> leaving =
                IntStream.range(0, WRITERS).mapToObj(n -> create("old" + n)).toList();
        List<String> joining =
                IntStream.range(0, WRITERS).mapToObj(n -> create("new" + n)).toList();
        String path = group(leaving.toArray(String[]::new));

        List<List<Response>> answers = Together.run(
                WRITERS,
                writer -> List.of(
                        clients.get(writer % 2).patch(path, operation("add", joining.get(writer))),
                        clients.get(writer % 2).patch(path, operation("remove", leaving.get(writer)))));

        assertThat(answers)
                .allSatisfy(own -> assertThat(own).extracting(Response::status).containsOnly(204));
        assertThat(members(path)).containsExactlyInAnyOrderElementsOf(joining);
        assertThat(client.get(path).header("ETag")).isEqualTo("W/\"" + (1 + 2 * WRITERS) + "\"");
        assertThat(answers.stream().flatMap(List::stream).map(answer -> answer.header("ETag")))
                .doesNotHaveDuplicates();
    }

    @Test
    void letsOneOfThoseWinThatSawTheSameVersion() {
        String jane = create("jane");
        String path = group();

        List<Response> answers = Together.run(
                WRITERS,
                writer -> clients.get(writer % 2).with("If-Match", "W/\"1\"").patch(path, operation("add", jane)));

        assertThat(answers).extracting(Response::status).containsOnlyOnce(204).containsOnly(204, 412);
        assertThat(members(path)).containsExactly(jane);
    }

    @Test
    void createsOneGroupOfAName() {
        List<Response> answers = Together.run(WRITERS, writer -> clients.get(writer % 2)
                .post("/Groups", "{\"displayName\":\"" + (writer % 2 == 0 ? "same" : "SAME") + "\"}"));

        assertThat(answers).extracting(Response::status).containsOnlyOnce(201).containsOnly(201, 409);
    }

    /** A user is either a member who was removed with the deletion, or an unknown one: never a member who does not exist. */
    @Test
    void hasNoMembersWhoWereDeletedMeanwhile() {
        List<String> users =
                IntStream.range(0, 2 * WRITERS).mapToObj(n -> create("u" + n)).toList();
        String path = group();

        List<Response> answers = Together.run(2 * WRITERS, writer -> {
            String user = users.get(writer / 2);
            return writer % 2 == 0
                    ? clients.get(0).patch(path, operation("add", user))
                    : clients.get(1).delete("/Users/" + user);
        });

        assertThat(answers).extracting(Response::status).containsOnly(204, 400);
        assertThat(members(path)).isEmpty();
    }
}
