package io.rollcall.reliability;

import io.rollcall.reliability.TrackedUser.State;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Users in the database, read directly. */
record StoredUsers(Map<String, Stored> byName) {
    private static final String USERS = "SELECT user_name, version, document, TRUE AS present, active FROM users"
            + " UNION ALL SELECT user_name, version, document, FALSE, FALSE FROM former_users";

    /** Finds user names that exist twice, among present and former users. */
    private static final String TWICE = "SELECT user_name_key FROM (SELECT user_name_key FROM users UNION ALL"
            + " SELECT user_name_key FROM former_users) AS everybody GROUP BY user_name_key HAVING COUNT(*) > 1";

    /** Finds users without their two e-mails, which the traffic gives to each. */
    private static final String WITHOUT_VALUES =
            "SELECT user_name FROM users u WHERE (SELECT COUNT(*) FROM user_values v"
                    + " WHERE v.organization_id = u.organization_id AND v.user_id = u.id) <> 2";

    private static final String VALUES_OF_NOBODY = "SELECT value_key FROM user_values v WHERE NOT EXISTS (SELECT 1 FROM"
            + " users u WHERE u.organization_id = v.organization_id AND u.id = v.user_id)";

    /** Counts activity entries: one for each version of a user and one for the removal. */
    private static final String ENTRIES = "SELECT COUNT(*) FROM activity a WHERE a.organization_id = u.organization_id"
            + " AND a.user_id = u.id AND a.kind LIKE 'user.%'";

    private static final String ENTRIES_MISSING = "SELECT user_name FROM users u WHERE (" + ENTRIES
            + ") <> version UNION ALL SELECT user_name FROM former_users u WHERE (" + ENTRIES + ") <> version + 1";

    private static final String ENTRIES_OF_NOBODY =
            "SELECT subject FROM activity a WHERE kind LIKE 'user.%' AND NOT EXISTS (SELECT 1 FROM users u WHERE"
                    + " u.organization_id = a.organization_id AND u.id = a.user_id) AND NOT EXISTS (SELECT 1 FROM"
                    + " former_users f WHERE f.organization_id = a.organization_id AND f.id = a.user_id)";

    /** Stored state of a user. @param version the number of writes */
    record Stored(int version, State state) {}

    static StoredUsers read(Connection connection) throws SQLException {
        Map<String, Stored> found = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT user_name, version, present, active,"
                        + " JSON_VALUE(document, '$.title') AS title FROM (" + USERS + ") AS everybody")) {
            while (rows.next()) {
                State state = new State(rows.getBoolean("present"), rows.getString("title"), rows.getBoolean("active"));
                found.put(rows.getString("user_name"), new Stored(rows.getInt("version"), state));
            }
        }
        return new StoredUsers(found);
    }

    /** Adds findings for rows that must never exist, whatever was acknowledged. */
    static void examine(Connection connection, Findings findings) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String name : names(statement, TWICE)) {
                findings.duplicate(name + " is stored twice");
            }
            for (String name : names(statement, WITHOUT_VALUES)) {
                findings.half(name + " has not its two values");
            }
            for (String value : names(statement, VALUES_OF_NOBODY)) {
                findings.half(value + " is nobody's value");
            }
            for (String name : names(statement, ENTRIES_MISSING)) {
                findings.half(name + " has not one activity entry for each write");
            }
            for (String name : names(statement, ENTRIES_OF_NOBODY)) {
                findings.half(name + " has an activity entry and no row");
            }
        }
    }

    private static List<String> names(Statement statement, String sql) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }
}
