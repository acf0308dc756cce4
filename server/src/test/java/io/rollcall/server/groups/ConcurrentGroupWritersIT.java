package io.rollcall.server.groups;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.StoredRows;
import io.rollcall.server.testing.TestDatabase;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import io.rollcall.server.testing.Together;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Writers of one group at the same time, on two servers: none loses what another one did. */
class ConcurrentGroupWritersIT {
    private static final int WRITERS = 8;
    private static final String OF = "organization_id = ";

    private final TestOrganization organization =
            TestOrganization.create().withGroups(TestServer.shared()).withGroups(TestServer.second());
    private final List<ScimClient> clients =
            List.of(organization.client(TestServer.shared()), organization.client(TestServer.second()));
    private final ScimClient client = clients.get(0);
    private final StoredRows rows = new StoredRows(organization.id());

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
        List<String> joining =
                IntStream.range(0, WRITERS).mapToObj(n -> create("new" + n)).toList();
        String path = group();

        List<Response> answers = Together.run(WRITERS, writer -> clients.get(writer % 2)
                .with("If-Match", "W/\"1\"")
                .patch(path, operation("add", joining.get(writer))));

        assertThat(answers).extracting(Response::status).containsOnlyOnce(204).containsOnly(204, 412);
        int winner = IntStream.range(0, WRITERS)
                .filter(writer -> answers.get(writer).status() == 204)
                .findFirst()
                .orElseThrow();
        assertThat(members(path)).containsExactly(joining.get(winner));
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
        assertThat(rows.count("group_members")).isZero();
        long joined = IntStream.range(0, 2 * WRITERS)
                .filter(writer -> writer % 2 == 0 && answers.get(writer).status() == 204)
                .count();
        // A version for each who joined, and one for each of them who left.
        assertThat(client.get(path).header("ETag")).isEqualTo("W/\"" + (1 + 2 * joined) + "\"");
        assertThat(rows.count("activity", "kind = 'group.changed' AND changes LIKE '%membersAdded%'"))
                .isEqualTo(joined);
        assertThat(rows.count("activity", "kind = 'group.changed' AND changes LIKE '%membersRemoved%'"))
                .isEqualTo(joined);
    }

    /** A writer of the group would otherwise end in a deadlock with the deletion. */
    @Test
    void aDeletionWaitsForAGroupWithoutHoldingTheMembership() throws SQLException {
        String jane = create("jane");
        String path = group(jane);
        try (Connection writer = TestDatabase.connect();
                Statement statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.executeQuery(
                    "SELECT id FROM user_groups WHERE " + OF + organization.id().value() + " FOR UPDATE");
            CompletableFuture<Response> deletion = CompletableFuture.supplyAsync(() -> client.delete("/Users/" + jane));
            assertThat(Eventually.get(ConcurrentGroupWritersIT::waiting, count -> count > 0))
                    .isPositive();

            statement.executeUpdate(
                    "DELETE FROM group_members WHERE " + OF + organization.id().value());
            writer.commit();

            assertThat(deletion.join().status()).isEqualTo(204);
        }
        assertThat(client.get(path).header("ETag")).isEqualTo("W/\"1\"");
    }

    @Test
    void aDeletionDoesNotWaitForOtherGroups() throws SQLException {
        String jane = create("jane");
        String path = group(jane);
        String other = client.post("/Groups", "{\"displayName\":\"Other\"}").id();
        try (Connection writer = TestDatabase.connect();
                Statement statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.executeQuery("SELECT id FROM user_groups WHERE " + OF
                    + organization.id().value() + " AND id = UNHEX('" + other.replace("-", "") + "') FOR UPDATE");

            assertThat(client.delete("/Users/" + jane).status()).isEqualTo(204);
        }
        assertThat(client.get(path).header("ETag")).isEqualTo("W/\"2\"");
    }

    /** Returns the number of statements that lock groups. */
    private static int waiting() {
        try (Connection connection = TestDatabase.connect();
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery(
                        "SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE ID != CONNECTION_ID()"
                                + " AND INFO LIKE 'SELECT%user_groups%FOR UPDATE'")) {
            count.next();
            return count.getInt(1);
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }
}
