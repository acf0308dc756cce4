package io.rollcall.reliability;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/** Asks the database for what a broken transaction would leave behind. */
final class Halves {
    private static final Map<String, String> QUESTIONS = new LinkedHashMap<>();

    static {
        QUESTIONS.put(
                "names that two users have",
                "SELECT COUNT(*) FROM (SELECT 1 FROM users"
                        + " GROUP BY organization_id, user_name_key HAVING COUNT(*) > 1) doubled");
        QUESTIONS.put(
                "changes that are not in the activity, or the other way round",
                "SELECT COUNT(*) FROM users u"
                        + " WHERE u.version <> (SELECT COUNT(*) FROM activity a WHERE a.organization_id = u.organization_id"
                        + " AND a.user_id = u.id AND a.kind LIKE 'user.%')");
        QUESTIONS.put(
                "users whose e-mail is not found",
                "SELECT COUNT(*) FROM users u WHERE NOT EXISTS (SELECT 1 FROM"
                        + " user_values v WHERE v.organization_id = u.organization_id AND v.user_id = u.id)");
        QUESTIONS.put(
                "values of users who are not there",
                "SELECT COUNT(*) FROM user_values v WHERE NOT EXISTS"
                        + " (SELECT 1 FROM users u WHERE u.organization_id = v.organization_id AND u.id = v.user_id)");
        QUESTIONS.put(
                "former users who are still there",
                "SELECT COUNT(*) FROM former_users f JOIN users u"
                        + " ON u.organization_id = f.organization_id AND u.id = f.id");
        QUESTIONS.put(
                "former users whose end is not in the activity",
                "SELECT COUNT(*) FROM former_users f WHERE NOT"
                        + " EXISTS (SELECT 1 FROM activity a WHERE a.organization_id = f.organization_id AND a.user_id = f.id"
                        + " AND a.kind = 'user.deleted')");
    }

    private Halves() {}

    /** How many there are of each kind; all should be 0. */
    static Map<String, Long> count(Connection database) throws SQLException {
        Map<String, Long> counts = new LinkedHashMap<>();
        try (Statement statement = database.createStatement()) {
            for (Map.Entry<String, String> question : QUESTIONS.entrySet()) {
                try (ResultSet answer = statement.executeQuery(question.getValue())) {
                    answer.next();
                    counts.put(question.getKey(), answer.getLong(1));
                }
            }
        }
        return counts;
    }
}
