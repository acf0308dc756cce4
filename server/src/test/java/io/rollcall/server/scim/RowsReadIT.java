package io.rollcall.server.scim;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.rollcall.server.RunningServer;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Answer;
import io.rollcall.server.testing.TestDatabase;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import io.rollcall.server.users.AccountQuery;
import io.rollcall.server.users.AccountSearch;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a request costs does not depend on how many users the organization has: the database reads a handful of rows for it,
 * counted on the one connection that this server has.
 */
class RowsReadIT {
    private static final int USERS = 10_000;
    private static final int HANDFUL = 40;

    private static RunningServer server;
    private static ScimClient client;
    private static TestOrganization organization;

    @BeforeAll
    static void startWithManyUsers() throws SQLException {
        server = TestServer.start(Map.of("database.pool-size", "1"));
        organization = TestOrganization.create(server);
        client = organization.client(server);
        String seed = client.post("/Users", """
                {"userName": "user0@example.com", "externalId": "ext0@", "name": {"familyName": "Family0@"},
                 "emails": [{"value": "user0@example.com", "type": "work", "primary": true}]}""").id();
        assertThat(seed).isNotEmpty();
        multiply(organization);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void multiply(TestOrganization organization) throws SQLException {
        try (Connection connection = TestDatabase.connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("""
                    INSERT INTO users
                    SELECT organization_id, UNHEX(CONCAT('01900000000070008000', LPAD(HEX(seq), 12, '0'))), version,
                      REPLACE(user_name, '0@', CONCAT(seq, '@')), REPLACE(user_name_key, '0@', CONCAT(seq, '@')),
                      REPLACE(external_id, '0@', CONCAT(seq, '@')), active, deactivated, role,
                      REPLACE(family_name_key, '0@', CONCAT(seq, '@')), given_name_key, display_name_key, created,
                      last_modified, REPLACE(document, '0@', CONCAT(seq, '@')), REPLACE(search, '0@', CONCAT(seq, '@'))
                    FROM users, seq_1_to_%d
                    WHERE organization_id = %s""".formatted(USERS, organization.id().value()));
            statement.executeUpdate("""
                    INSERT INTO user_values
                    SELECT organization_id, attribute, REPLACE(value_key, '0@', CONCAT(seq, '@')),
                      UNHEX(CONCAT('01900000000070008000', LPAD(HEX(seq), 12, '0'))), element
                    FROM user_values, seq_1_to_%d
                    WHERE organization_id = %s""".formatted(USERS, organization.id().value()));
            statement.execute("ANALYZE TABLE users, user_values");
        }
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
        AccountSearch search = server.component(AccountSearch.class);
        assertThat(rowsRead(
                        () -> search.startingWith(organization.id(), text, Optional.empty(), Optional.empty(), page)))
                .isLessThan(12L * page);
        assertThat(rowsRead(() -> search.newest(
                        organization.id(),
                        new AccountQuery(Optional.of(true), Optional.empty(), Optional.empty(), page))))
                .isLessThan(3L * page);
    }

    private static Answer cheap(Function<ScimClient, Answer> request) throws SQLException {
        Answer[] answer = new Answer[1];
        assertThat(rowsReadBy(() -> answer[0] = request.apply(client))).isLessThan(HANDFUL);
        assertThat(answer[0].status()).isLessThan(300);
        return answer[0];
    }

    private static long rowsReadBy(Supplier<Answer> request) throws SQLException {
        return rowsRead(request::get);
    }

    private static long rowsRead(Runnable work) throws SQLException {
        long before = rowsRead();
        work.run();
        return rowsRead() - before;
    }

    private static long rowsRead() throws SQLException {
        try (Connection connection = server.component(HikariDataSource.class).getConnection();
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
