package io.rollcall.server.testing;

import io.rollcall.server.database.DatabaseConfig;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.kernel.OrganizationId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/**
 * Empty database of a single test class, for features of the whole installation such as the audit log's chain: it has no
 * entries of other tests, whose clocks may be hours ahead. It is on a second MariaDB, because the user of the first one may not
 * create databases.
 */
public final class OwnDatabase {
    private final DatabaseConfig config;

    private OwnDatabase(DatabaseConfig config) {
        this.config = config;
    }

    /** Returns an empty database. It replaces that of the previous test class. */
    public static OwnDatabase fresh() {
        OwnDatabase database = new OwnDatabase(Holder.CONFIG);
        try (Connection connection = TestDatabase.connect(database.config);
                Statement statement = connection.createStatement()) {
            String name = connection.getCatalog();
            statement.execute("DROP DATABASE `" + name + "`");
            statement.execute("CREATE DATABASE `" + name + "`");
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
        TestDatabase.migrate(database.config);
        return database;
    }

    /** Starts a server on it with additional settings; the test closes it. */
    public RunningServer start(Map<String, String> settings) {
        return start(settings, Clock.systemUTC());
    }

    /** Starts a server with a clock that the test controls. */
    public RunningServer start(Map<String, String> settings, Clock clock) {
        Map<String, String> all = new HashMap<>(TestDatabase.settings(config));
        all.putAll(settings);
        return TestServer.start(all, clock);
    }

    /** Returns the settings of the database. */
    public DatabaseConfig config() {
        return config;
    }

    /** Returns a connection to the database. */
    public Connection connect() throws SQLException {
        return TestDatabase.connect(config);
    }

    /** Returns the rows of an organization. */
    public StoredRows rows(OrganizationId organization) {
        return new StoredRows(config, organization);
    }

    /** Runs a statement that changes rows. */
    public void change(String sql, Object... values) {
        StoredRows.change(config, sql, values);
    }

    private static final class Holder {
        static final DatabaseConfig CONFIG = TestMariaDb.start("own-database");
    }
}
