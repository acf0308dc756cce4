package io.rollcall.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.users.terms.SearchTermsFill;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Fast creation of thousands of users: a client creates one, and the database copies it with numbers. */
public final class ManyUsers {
    private static final String ID = "UNHEX(CONCAT('01900000000070008000', LPAD(HEX(seq), 12, '0')))";

    private ManyUsers() {}

    /**
     * Creates users from {@code user0@example.com} to that number, each with an activity entry.
     *
     * @param count number of users in addition to the first
     */
    public static void make(TestOrganization organization, RunningServer server, int count) throws SQLException {
        String first = organization.client(server).post("/Users", """
                {"userName": "user0@example.com", "externalId": "ext0@", "name": {"familyName": "Family0@"},
                 "displayName": "Display0@", "title": "Title0@",
                 "emails": [{"value": "user0@example.com", "type": "work", "primary": true}]}""").id();
        assertThat(first).isNotEmpty();
        long id = organization.id().value();
        try (Connection connection = TestDatabase.connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("""
                    INSERT INTO users
                    SELECT organization_id, %s, version,
                      REPLACE(user_name, '0@', CONCAT(seq, '@')), REPLACE(user_name_key, '0@', CONCAT(seq, '@')),
                      REPLACE(external_id, '0@', CONCAT(seq, '@')), active, deactivated, role,
                      REPLACE(family_name_key, '0@', CONCAT(seq, '@')), given_name_key, REPLACE(display_name_key, '0@', CONCAT(seq, '@')), created,
                      last_modified, REPLACE(document, '0@', CONCAT(seq, '@')), REPLACE(search, '0@', CONCAT(seq, '@')),
                      NULL, derived_role, given_role
                    FROM users, seq_1_to_%d
                    WHERE organization_id = %d""".formatted(ID, count, id));
            statement.executeUpdate("""
                    INSERT INTO user_values
                    SELECT organization_id, attribute, REPLACE(value_key, '0@', CONCAT(seq, '@')), %s, element
                    FROM user_values, seq_1_to_%d
                    WHERE organization_id = %d""".formatted(ID, count, id));
            statement.executeUpdate("""
                    INSERT INTO activity
                    SELECT organization_id, %s, occurred, kind, status, %s, subject, actor_kind, actor_name, address,
                      user_agent, request_id, detail, changes, seal
                    FROM activity, seq_1_to_%d
                    WHERE organization_id = %d AND kind = 'user.created'""".formatted(ID, ID, count, id));
            server.component(SearchTermsFill.class).fill(organization.id(), false);
            statement.execute("ANALYZE TABLE users, user_values, activity");
        }
    }
}
