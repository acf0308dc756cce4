package io.rollcall.server.testing;

import io.rollcall.server.database.DatabaseConfig;
import io.rollcall.server.kernel.OrganizationId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Rows of an organization in MariaDB, read directly. */
public record StoredRows(DatabaseConfig database, OrganizationId organization) {

    /** Reads the rows of the {@link TestDatabase}. */
    public StoredRows(OrganizationId organization) {
        this(TestDatabase.shared(), organization);
    }

    /** Returns the row of a user, by column. */
    public Map<String, Object> user(String id) {
        List<Map<String, Object>> rows = query(
                database,
                "SELECT * FROM users WHERE organization_id = ? AND id = UNHEX(?)",
                organization.value(),
                id.replace("-", ""));
        if (rows.size() != 1) {
            throw new AssertionError(rows.size() + " rows with the id " + id);
        }
        return rows.get(0);
    }

    /** Returns the look-up values of a user, such as {@code emails[0]=jane@example.com}. */
    public List<String> values(String id) {
        return query(
                        database,
                        "SELECT CONCAT(attribute, '[', element, ']=', value_key) AS value FROM user_values"
                                + " WHERE organization_id = ? AND user_id = UNHEX(?) ORDER BY attribute, element",
                        organization.value(),
                        id.replace("-", ""))
                .stream()
                .map(row -> (String) row.get("value"))
                .toList();
    }

    /** Returns the columns that contain a text in any row. */
    public static List<String> columnsWith(String text) {
        return query(
                        TestDatabase.shared(),
                        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = DATABASE()")
                .stream()
                .filter(column -> !query(
                                TestDatabase.shared(),
                                "SELECT 1 FROM `%s` WHERE LOCATE(BINARY ?, `%s`) > 0 LIMIT 1"
                                        .formatted(column.get("table_name"), column.get("column_name")),
                                text)
                        .isEmpty())
                .map(column -> column.get("table_name") + "." + column.get("column_name"))
                .toList();
    }

    /** Returns the columns that contain a text, case-insensitive, in a row of the organization. */
    public List<String> columnsTelling(String text) {
        return query(
                        database,
                        "SELECT c.table_name, c.column_name FROM information_schema.columns c"
                                + " JOIN information_schema.columns o ON o.table_schema = c.table_schema"
                                + " AND o.table_name = c.table_name AND o.column_name = 'organization_id'"
                                + " WHERE c.table_schema = DATABASE()")
                .stream()
                .filter(column -> !query(
                                database,
                                "SELECT 1 FROM `%s` WHERE organization_id = ? AND LOCATE(LOWER(?), LOWER(CONVERT(`%s` USING utf8mb4))) > 0 LIMIT 1"
                                        .formatted(column.get("table_name"), column.get("column_name")),
                                organization.value(),
                                text)
                        .isEmpty())
                .map(column -> column.get("table_name") + "." + column.get("column_name"))
                .toList();
    }

    /** Returns the number of the organization's rows in a table. */
    public long count(String table) {
        return count(table, "TRUE");
    }

    /** Returns the number of the organization's rows that meet a condition. */
    public long count(String table, String condition) {
        return (Long) query(
                        database,
                        "SELECT COUNT(*) AS rows_of FROM " + table + " WHERE organization_id = ? AND " + condition,
                        organization.value())
                .get(0)
                .get("rows_of");
    }

    /** Runs a statement that changes rows. */
    public static void change(String sql, Object... values) {
        change(TestDatabase.shared(), sql, values);
    }

    /** Runs a statement that changes rows of another database. */
    public static void change(DatabaseConfig database, String sql, Object... values) {
        try (Connection connection = TestDatabase.connect(database);
                PreparedStatement statement = prepared(connection, sql, values)) {
            statement.executeUpdate();
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    private static List<Map<String, Object>> query(DatabaseConfig database, String sql, Object... values) {
        try (Connection connection = TestDatabase.connect(database);
                PreparedStatement statement = prepared(connection, sql, values);
                ResultSet result = statement.executeQuery()) {
            List<Map<String, Object>> rows = new ArrayList<>();
            while (result.next()) {
                Map<String, Object> row = new LinkedHashMap<>();
                for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    row.put(
                            result.getMetaData().getColumnLabel(column).toLowerCase(Locale.ROOT),
                            result.getObject(column));
                }
                rows.add(row);
            }
            return rows;
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    private static PreparedStatement prepared(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int index = 0; index < values.length; index++) {
            statement.setObject(index + 1, values[index]);
        }
        return statement;
    }
}
