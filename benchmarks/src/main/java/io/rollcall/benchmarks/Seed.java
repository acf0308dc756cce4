package io.rollcall.benchmarks;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Seeder that copies an organization's first user within the database, about 20,000 times a second. */
record Seed(DataSource pool) {
    private static final int AT_ONCE = 25_000;

    /** Copies the user {@code user0@example.com} until there are that many users. @return the number of users */
    int grow(long organization, int users) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            int there = count(statement, organization);
            while (there < users) {
                int next = Math.min(users, there + AT_ONCE);
                copy(statement, organization, there, next - 1);
                there = next;
            }
            statement.execute("ANALYZE TABLE users, user_values");
            return count(statement, organization);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Counts the copies, without users created by clients. */
    private static int count(Statement statement, long organization) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM users WHERE organization_id = " + organization
                + " AND user_name_key LIKE 'user%@example.com'")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static void copy(Statement statement, long organization, int from, int to) throws SQLException {
        String numbered = "REPLACE(%s, '0@', CONCAT(seq, '@'))";
        String id = "UNHEX(CONCAT('01900000000070008000', LPAD(HEX(seq), 12, '0')))";
        String source = " FROM %s STRAIGHT_JOIN seq_" + from + "_to_" + to + " WHERE organization_id = " + organization;
        statement.executeUpdate(
                "INSERT INTO users (organization_id, id, version, user_name, user_name_key, external_id,"
                        + " active, deactivated, role, family_name_key, given_name_key, display_name_key, created, last_modified,"
                        + " document, search) SELECT organization_id, " + id + ", version, "
                        + numbered.formatted("user_name")
                        + ", " + numbered.formatted("user_name_key") + ", " + numbered.formatted("external_id")
                        + ", active, deactivated, role, " + numbered.formatted("family_name_key") + ", given_name_key, "
                        + numbered.formatted("display_name_key") + ", created, last_modified, "
                        + numbered.formatted("document") + ", " + numbered.formatted("search")
                        + source.formatted("users")
                        + " AND user_name_key = 'user0@example.com'");
        statement.executeUpdate("INSERT INTO user_values (organization_id, attribute, value_key, user_id, element)"
                + " SELECT organization_id, attribute, " + numbered.formatted("value_key") + ", " + id + ", element"
                + source.formatted("user_values") + " AND value_key = 'user0@example.com'");
    }
}
