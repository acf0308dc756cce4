package io.rollcall.server.scim;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.database.ConnectionPools;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.testing.ManyUsers;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import io.rollcall.server.users.UserPrefixSearch;
import io.rollcall.server.users.UserSummaries.UserSummaryQuery;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The cost of a request does not depend on the number of users: the database reads a handful of rows for it, counted on the
 * single connection of this server.
 */
class RowsReadIT {
    private static final int USERS = 10_000;
    private static final int HANDFUL = 40;

    private static RunningServer server;
    private static ScimClient client;
    private static TestOrganization organization;

    @BeforeAll
    static void startWithManyUsers() throws SQLException {
        server = TestServer.start(Map.of("database.pool-size", "1", "audit.chain-every-seconds", "3600"));
        organization = TestOrganization.create(server);
        client = organization.client(server);
        ManyUsers.make(organization, server, USERS);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void countsWhatIsRead() throws SQLException {
        assertThat(rowsReadBy(() -> client.get("/Users?count=1&filter=title%20co%20%22x%22")))
                .isGreaterThan(USERS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "userName eq \"user77@example.com\"",
                "userName eq \"USER77@EXAMPLE.COM\"",
                "userName eq \"nobody@example.com\"",
                "externalId eq \"ext77@\"",
                "emails.value eq \"user77@example.com\"",
                "emails[type eq \"work\" and value eq \"user77@example.com\"]",
                "emails[type eq \"work\"].value eq \"user77@example.com\"",
                "emails eq \"nobody@example.com\"",
                "id eq \"01900000-0000-7000-8000-00000000004d\"",
                "userName eq \"user77@example.com\" and active eq true",
                "userName eq \"user77@example.com\" or externalId eq \"ext78@\"",
                "name.familyName eq \"family77@\"",
                "meta.lastModified gt \"2100-01-01T00:00:00Z\""
            })
    void aHandfulForALookUp(String filter) throws SQLException {
        assertThat(rowsReadBy(() -> client.filter(filter))).isLessThan(HANDFUL);
    }

    @Test
    void aHandfulForTheLifeOfAUser() throws SQLException {
        String body = "{\"userName\": \"new@example.com\", \"externalId\": \"new\", \"active\": %s}";
        String path =
                "/Users/" + cheap(c -> c.post("/Users", body.formatted("true"))).id();
        cheap(c -> c.get(path));
        cheap(c -> c.put(path, body.formatted("true").replace("new@", "newer@")));
        cheap(c -> c.patch(path, "{\"Operations\": [{\"op\": \"replace\", \"value\": {\"active\": false}}]}"));
        cheap(c -> c.delete(path));
        assertThat(cheap(c -> c.post("/Users", body.formatted("true"))).status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"user7", "family7", "u", "nobody"})
    void nobodyReadsAllUsersToFindOneInTheConsole(String text) throws SQLException {
        int page = 50;
        UserPrefixSearch search = server.component(UserPrefixSearch.class);
        assertThat(rowsRead(() -> search.startingWith(
                        organization.id(), text, Optional.empty(), Optional.empty(), UserPrefixSearch.EXAMINED, page)))
                .isLessThan(12L * page);
        assertThat(rowsRead(() -> search.newest(
                        organization.id(),
                        new UserSummaryQuery(Optional.of(true), Optional.empty(), Optional.empty(), page))))
                .isLessThan(3L * page);
    }

    @ParameterizedTest
    @CsvSource({"user, false,", "user, true, creator", "user,, creator", "use, false, creator"})
    void readsAFewThousandRowsToFindNobodyByAStateOrRoleAmongManyOfAName(String text, Boolean active, String role)
            throws SQLException {
        UserPrefixSearch search = server.component(UserPrefixSearch.class);
        int examined = UserPrefixSearch.EXAMINED;
        assertThat(rowsRead(() -> search.startingWith(
                        organization.id(), text, Optional.ofNullable(active), Optional.ofNullable(role), examined, 50)))
                .isLessThan(12L * examined);
    }

    @Test
    void pagesReadOneAfterTheOtherCostTheSameHoweverFarDown() throws SQLException {
        int page = 100;
        Set<String> met = new HashSet<>();
        for (int index = 1; index <= USERS; index += page) {
            String path = "/Users?attributes=userName&count=" + page + "&startIndex=" + index;
            Response[] answer = new Response[1];
            long read = rowsReadBy(() -> answer[0] = client.get(path));
            if (index > 2_000) {
                assertThat(read).as("rows read from %d on", index).isLessThan(5L * page);
            }
            answer[0]
                    .json()
                    .path("Resources")
                    .forEach(user -> met.add(user.path("userName").asText()));
            assertThat(answer[0].json().path("startIndex").asInt()).isEqualTo(index);
        }
        assertThat(met).hasSize(USERS);
    }

    private static Response cheap(Function<ScimClient, Response> request) throws SQLException {
        Response[] answer = new Response[1];
        assertThat(rowsReadBy(() -> answer[0] = request.apply(client))).isLessThan(HANDFUL);
        assertThat(answer[0].status()).isLessThan(300);
        return answer[0];
    }

    private static long rowsReadBy(Supplier<Response> request) throws SQLException {
        return rowsRead(request::get);
    }

    private static long rowsRead(Runnable work) throws SQLException {
        long before = rowsRead();
        work.run();
        return rowsRead() - before;
    }

    private static long rowsRead() throws SQLException {
        try (Connection connection =
                        server.component(ConnectionPools.class).reading().getConnection();
                Statement statement = connection.createStatement();
                ResultSet counters = statement.executeQuery("SHOW SESSION STATUS LIKE 'Handler_read%'")) {
            long sum = 0;
            while (counters.next()) {
                sum += counters.getLong(2);
            }
            return sum;
        }
    }
}
