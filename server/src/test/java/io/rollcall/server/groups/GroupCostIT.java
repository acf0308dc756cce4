package io.rollcall.server.groups;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.database.ConnectionPools;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.groups.query.GroupColumn;
import io.rollcall.server.groups.query.GroupCondition;
import io.rollcall.server.groups.query.GroupQuery;
import io.rollcall.server.groups.query.GroupQuery.Order;
import io.rollcall.server.groups.query.GroupQuery.Position;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.GroupId;
import io.rollcall.server.kernel.WorkingMemory;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.ManyUsers;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.StoredRows;
import io.rollcall.server.testing.TestDatabase;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import io.rollcall.server.users.query.ComparisonOperator;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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

    private static final int GROUPS = 2_000;

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

    private static String operation(String op, String user) {
        return "{\"Operations\":[{\"op\":\"" + op + "\",\"path\":\"members\",\"value\":[{\"value\":\"" + user
                + "\"}]}]}";
    }

    /** Otherwise each test here would pass if nothing was counted. */
    @Test
    void countsTheRowsThatAreRead() throws SQLException {
        assertThat(rowsReadBy(() -> client.get(path))).isGreaterThan(USERS);
    }

    @Test
    void readsAHandfulOfRowsForAChangeOfOneMember() throws SQLException {
        assertThat(cheap(() -> client.patch(path, operation("remove", id(77)))).status())
                .isEqualTo(204);
        assertThat(cheap(() -> client.patch(path, operation("add", id(77)))).status())
                .isEqualTo(204);
        assertThat(cheap(() -> client.patch(path, operation("add", id(78)))).status())
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
        long events = memberEvents(USERS);
        String two = body("Everyone", 3, USERS).replace("]}", ",{\"value\":\"" + first() + "\"}]}");

        Response answer = client.put(path, two);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(version()).isEqualTo(version + 1);
        assertThat(rows.count("group_members")).isEqualTo(USERS - 1L);
        assertThat(memberEvents(events + 3)).isEqualTo(events + 3);
        client.put(path, body("Everyone", 1, USERS));
    }

    /** A removal of all members has a short body, whatever their number. */
    @Test
    void reservesMemoryForTheMembersThatAreRemoved() {
        WorkingMemory memory = server.component(WorkingMemory.class);
        Groups groups = server.component(Groups.class);
        String all = client.post("/Groups", body("All again", 1, USERS)).id();
        memory.begin();
        try {
            long before = memory.reserved();
            groups.update(
                    organization.id(),
                    GroupId.parse(all).orElseThrow(),
                    Actor.system(),
                    group -> {},
                    new Group.Change(profile -> profile, MemberChanges.replacing(List.of())));
            assertThat(memory.reserved() - before).isGreaterThan(100L * USERS);
        } finally {
            memory.end();
        }
        client.delete("/Groups/" + all);
    }

    /** An entry of thousands of ids has their number only; the events have them all. */
    @Test
    void recordsABoundedEntryAndAnEventForEachMember() {
        assertThat(rows.count(
                        "activity", "kind = 'group.created' AND changes LIKE '%\"omitted\":\"" + USERS + " values\"%'"))
                .isPositive();
        assertThat(rows.count("activity", "LENGTH(changes) > 32768")).isZero();
        assertThat(memberEvents(USERS)).isGreaterThanOrEqualTo(USERS);
    }

    private static String first() {
        return client.filter("userName eq \"user0@example.com\"").text("/Resources/0/id");
    }

    /** Returns the number of events of members, when all of them have a position. */
    private static long memberEvents(long least) {
        return Eventually.get(
                () -> rows.count("outbox") == 0 ? rows.count("events", "type LIKE 'group.member%'") : 0,
                count -> count >= least);
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

    /** The deletion of a user follows the number of their groups, neither that of all groups nor that of other members. */
    @Test
    void readsAHandfulOfRowsForTheDeletionOfAMember() throws SQLException {
        makeManyGroups();
        String jane = client.post("/Users", "{\"userName\":\"jane\"}").id();
        assertThat(client.patch(path, operation("add", jane)).status()).isEqualTo(204);
        String ofJane = "user_id = UNHEX('" + jane.replace("-", "") + "')";
        assertThat(rows.count("group_members", ofJane)).isEqualTo(1);

        cheap(() -> client.delete("/Users/" + jane));

        assertThat(rows.count("group_members", ofJane)).isZero();
    }

    @Test
    void readsAHandfulOfRowsForAPageOfGroupsByName() throws SQLException {
        makeManyGroups();
        Order byName = new Order(GroupColumn.DISPLAY_NAME, false);
        GroupCondition all = new GroupCondition.Constant(true);
        GroupCondition some =
                new GroupCondition.Text(GroupColumn.DISPLAY_NAME, ComparisonOperator.STARTS_WITH, "many 1");
        for (GroupCondition condition : List.of(all, some)) {
            Optional<Position> middle = Optional.of(new Position("many 1500", new GroupId(new UUID(0, 0))));
            for (Optional<Position> after : List.of(Optional.<Position>empty(), middle)) {
                List<Group.Placed> found = new ArrayList<>();
                long read = rowsReadBy(() -> found.addAll(server.component(Groups.class)
                        .page(organization.id(), new GroupQuery(condition, byName, 10, 0, after))));
                assertThat(read).as("%s after %s", condition, after).isLessThan(HANDFUL);
                assertThat(found).hasSize(10);
            }
        }
    }

    private static void makeManyGroups() throws SQLException {
        try (Connection connection = TestDatabase.connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("""
                    INSERT IGNORE INTO user_groups
                    SELECT organization_id, UNHEX(CONCAT('ff900000000070009000', LPAD(HEX(seq), 12, '0'))), 1,
                      CONCAT('Many ', seq), CONCAT('many ', seq), NULL, created, last_modified, role
                    FROM user_groups, seq_1_to_%d
                    WHERE organization_id = %d AND display_name = 'Everyone'""".formatted(GROUPS, organization.id().value()));
            statement.execute("ANALYZE TABLE user_groups, group_members");
        }
        assertThat(rows.count("user_groups")).isGreaterThan(GROUPS);
    }

    private static Response cheap(Supplier<Response> request) throws SQLException {
        Response[] answer = new Response[1];
        assertThat(rowsReadBy(() -> answer[0] = request.get())).isLessThan(HANDFUL);
        assertThat(answer[0].status()).as(answer[0].body()).isLessThan(300);
        return answer[0];
    }

    private static long rowsReadBy(Runnable request) throws SQLException {
        long before = rowsRead();
        request.run();
        return rowsRead() - before;
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
