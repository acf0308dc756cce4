package io.rollcall.server.groups;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.database.ConnectionPools;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.testing.ManyUsers;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.StoredRows;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The cost of a request on a group follows the change, not the members that the group has. */
class GroupCostIT {
    private static final int USERS = 10_000;
    /** Rows that a request may read: the server's own jobs share its connections and read some meanwhile. */
    private static final int HANDFUL = USERS / 100;

    private static RunningServer server;
    private static TestOrganization organization;
    private static ScimClient client;
    private static StoredRows rows;
    private static String path;

    @BeforeAll
    static void startWithALargeGroup() throws SQLException {
        server = TestServer.start(Map.of("database.pool-size", "1"));
        organization = TestOrganization.create(server).withGroups(server);
        client = organization.client(server);
        rows = new StoredRows(organization.id());
        ManyUsers.make(organization, server, USERS);
        path = "/Groups/" + client.post("/Groups", body("Everyone", 1, USERS)).id();
        assertThat(rows.count("group_members")).isEqualTo(USERS);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String body(String name, int first, int last) {
        return "{\"displayName\":\"" + name + "\",\"members\":["
                + IntStream.rangeClosed(first, last)
                        .mapToObj(number -> "{\"value\":\"" + id(number) + "\"}")
                        .collect(Collectors.joining(","))
                + "]}";
    }

    private static String id(int number) {
        return "01900000-0000-7000-8000-%012x".formatted(number);
    }

    private static String operation(String op, int user) {
        return "{\"Operations\":[{\"op\":\"" + op + "\",\"path\":\"members\",\"value\":[{\"value\":\"" + id(user)
                + "\"}]}]}";
    }

    @Test
    void readsAHandfulOfRowsForAChangeOfOneMember() throws SQLException {
        assertThat(cheap(() -> client.patch(path, operation("remove", 77))).status())
                .isEqualTo(204);
        assertThat(cheap(() -> client.patch(path, operation("add", 77))).status())
                .isEqualTo(204);
        assertThat(cheap(() -> client.patch(path, operation("add", 78))).status())
                .isEqualTo(204);
    }

    @Test
    void readsAHandfulOfRowsForAGroupWithoutItsMembers() throws SQLException {
        cheap(() -> client.get(path + "?excludedAttributes=members"));
        cheap(() -> client.get("/Groups?excludedAttributes=members&filter=displayName%20eq%20%22everyone%22"));
        cheap(() ->
                client.get("/Groups?attributes=id&filter=" + ScimClient.encoded("members.value eq \"" + id(7) + "\"")));
        cheap(() -> client.get("/Users/" + id(7)));
        cheap(() -> client.get("/Users/" + id(7) + "?excludedAttributes=groups"));
    }

    @Test
    void writesThreeRowsForAPutThatChangesThreeOfTenThousand() {
        long version = version();
        long events = memberEvents();
        String two = body("Everyone", 3, USERS).replace("]}", ",{\"value\":\"" + first() + "\"}]}");

        Response answer = client.put(path, two);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(version()).isEqualTo(version + 1);
        assertThat(rows.count("group_members")).isEqualTo(USERS - 1L);
        assertThat(memberEvents() - events).isEqualTo(3);
        client.put(path, body("Everyone", 1, USERS));
    }

    private static String first() {
        return client.filter("userName eq \"user0@example.com\"").text("/Resources/0/id");
    }

    private static long memberEvents() {
        return rows.count("outbox", "type LIKE 'group.member%'") + rows.count("events", "type LIKE 'group.member%'");
    }

    private static long version() {
        return Long.parseLong(client.get(path + "?attributes=id").header("ETag").replaceAll("\\D", ""));
    }

    @Test
    void answersWithAllMembersOfALargeGroup() {
        Response answer = client.get(path);

        assertThat(answer.json().path("members")).hasSize(USERS);
        assertThat(answer.json().path("members").findValuesAsText("value")).doesNotHaveDuplicates();
        assertThat(client.get("/Groups").json().at("/Resources/0/members")).hasSize(USERS);
    }

    private static Response cheap(Supplier<Response> request) throws SQLException {
        long before = rowsRead();
        Response answer = request.get();
        assertThat(answer.status()).as(answer.body()).isLessThan(300);
        assertThat(rowsRead() - before).isLessThan(HANDFUL);
        return answer;
    }

    private static long rowsRead() throws SQLException {
        long sum = 0;
        ConnectionPools pools = server.component(ConnectionPools.class);
        for (DataSource pool : List.of(pools.reading(), pools.writing())) {
            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet counters = statement.executeQuery("SHOW SESSION STATUS LIKE 'Handler_read%'")) {
                while (counters.next()) {
                    sum += counters.getLong(2);
                }
            }
        }
        return sum;
    }
}
