package io.rollcall.server.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.MeterRegistry;
import io.rollcall.server.kernel.StartupProblem;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;
import org.mariadb.jdbc.Configuration;
import org.mariadb.jdbc.MariaDbDataSource;

/** Opens connection pools and explains connection failures to the operator. */
public final class ConnectionPool {
    private static final int ACCESS_DENIED = 1045;
    private static final int DATABASE_DENIED = 1044;
    private static final int UNKNOWN_DATABASE = 1049;
    private static final int HOST_DENIED = 1130;

    /** Connections that an idle server keeps. More are opened on demand and closed after a few idle minutes. */
    private static final int MAX_IDLE = 4;

    private static final String SESSION_VARIABLES = "sessionVariables";
    private static final String STATEMENT_TIMEOUT = "max_statement_time";

    /** Connector defaults: server-side prepared statements, stall detection. Parameters of the URL take precedence. */
    private static final Map<String, String> CONNECTOR_DEFAULTS = Map.of(
            "useServerPrepStmts",
            "true",
            "prepStmtCacheSize",
            "250",
            "connectTimeout",
            "1000",
            "retriesAllDown",
            "3",
            "tcpKeepAlive",
            "true",
            // A node without quorum accepts connections but rejects this statement, so that the connector tries another
            // node.
            "initSql",
            "DO 1",
            "socketFactory",
            CapturedSockets.class.getName(),
            // In seconds. A statement that waits longer for a row lock fails and is retried.
            SESSION_VARIABLES,
            "innodb_lock_wait_timeout=5");

    /** Interval at which a thread waiting for a connection checks whether the database is lost. */
    private static final Duration LOOK = Duration.ofMillis(500);

    private static final String SOCKET_TIMEOUT = "socketTimeout";
    private static final Duration MAX_STALL = Duration.ofSeconds(30);
    private static final Duration BEYOND_SEARCH = Duration.ofSeconds(2);

    private ConnectionPool() {}

    /** Opens one pool for all work. @throws StartupProblem if connecting fails, with cause and remedy */
    public static HikariDataSource open(DatabaseConfig config, MeterRegistry meters) {
        return open(config, "rollcall", true, Duration.ZERO, meters);
    }

    /** @param statementTimeout after which the database ends a statement; zero for never */
    static HikariDataSource open(
            DatabaseConfig config, String name, boolean autoCommit, Duration statementTimeout, MeterRegistry meters) {
        requireMariaDbUrl(config.url().orElseThrow());
        String url = withStatementTimeout(config.url().orElseThrow(), statementTimeout);
        HikariConfig hikari = new HikariConfig();
        hikari.setPoolName(name);
        hikari.setAutoCommit(autoCommit);
        hikari.setMaximumPoolSize(config.poolSize());
        hikari.setMinimumIdle(Math.min(MAX_IDLE, config.poolSize()));
        hikari.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        // The wait is repeated outside of the pool, where a thread notices that the database is lost.
        hikari.setConnectionTimeout(
                Math.min(LOOK.toMillis(), config.connectionWait().toMillis()));
        hikari.setValidationTimeout(hikari.getConnectionTimeout());
        hikari.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(meters));
        Properties properties = properties(config, url);
        requireReachable(url, config.user(), properties);
        hikari.setDataSource(new NewConnections(url, properties));
        return new HikariDataSource(hikari);
    }

    private static Properties properties(DatabaseConfig config, String url) {
        Properties properties = new Properties();
        properties.setProperty("user", config.user());
        properties.setProperty("password", config.password());
        CONNECTOR_DEFAULTS.forEach((key, value) -> unlessInUrl(properties, url, key, value));
        unlessInUrl(properties, url, SOCKET_TIMEOUT, Long.toString(stall(config).toMillis()));
        return properties;
    }

    /** Returns the URL with a timeout for all statements, as a session variable: a timeout per statement is parsed with it. */
    private static String withStatementTimeout(String url, Duration timeout) {
        if (timeout.isZero() || url.contains(STATEMENT_TIMEOUT + "=")) {
            return url;
        }
        String variable = STATEMENT_TIMEOUT + "=" + timeout.toSeconds();
        String given = SESSION_VARIABLES + "=";
        return url.contains(given)
                ? url.replace(given, given + variable + ",")
                : url + (url.contains("?") ? "&" : "?") + given + variable + ","
                        + CONNECTOR_DEFAULTS.get(SESSION_VARIABLES);
    }

    private static void unlessInUrl(Properties properties, String url, String key, String value) {
        if (!url.contains(key + "=")) {
            properties.setProperty(key, value);
        }
    }

    static void breakAll(HikariDataSource pool) {
        if (pool.getDataSource() instanceof NewConnections connections) {
            connections.breakAll();
        }
    }

    /** Closes the pool and its connection factory, which would otherwise keep retrying during an outage. */
    static void close(HikariDataSource pool) {
        if (pool.getDataSource() instanceof NewConnections connections) {
            connections.close();
        }
        pool.close();
    }

    /**
     * Returns the socket timeout. It is longer than the search timeout, so that the database can cancel a slow search first.
     */
    private static Duration stall(DatabaseConfig config) {
        return config.searchTimeout().isZero()
                ? MAX_STALL
                : config.searchTimeout().plus(BEYOND_SEARCH);
    }

    /** Returns connections without a socket timeout, for migrations: an index on a million users takes minutes. */
    public static DataSource patient(DatabaseConfig config) {
        String url = config.url().orElseThrow();
        String patient = url.replaceAll(SOCKET_TIMEOUT + "=\\d*", SOCKET_TIMEOUT + "=0");
        try {
            MariaDbDataSource source = new MariaDbDataSource(patient);
            source.setUser(config.user());
            source.setPassword(config.password());
            return source;
        } catch (SQLException failure) {
            throw explained(url, config.user(), failure);
        }
    }

    /** Connects once before the pool is opened, since the pool would log a stack trace for each failure. */
    private static void requireReachable(String url, String user, Properties properties) {
        try (Connection connection = DriverManager.getConnection(url, properties)) {
            connection.isValid(1);
        } catch (SQLException failure) {
            throw explained(url, user, failure);
        }
    }

    private static void requireMariaDbUrl(String url) {
        if (!Configuration.acceptsUrl(url)) {
            throw new StartupProblem("The database URL '" + withoutParameters(url) + "' is not a MariaDB URL. Set"
                    + " ROLLCALL_DATABASE_URL to something like jdbc:mariadb://db.example.com:3306/rollcall.");
        }
    }

    private static StartupProblem explained(String url, String user, SQLException failure) {
        String place = withoutParameters(url);
        return new StartupProblem(
                switch (failure.getErrorCode()) {
                    case ACCESS_DENIED ->
                        "The database at " + place + " refuses the user '" + user
                                + "' or its password. Check ROLLCALL_DATABASE_USER and ROLLCALL_DATABASE_PASSWORD, or the"
                                + " file that ROLLCALL_DATABASE_PASSWORD_FILE names.";
                    case DATABASE_DENIED ->
                        "The database user '" + user + "' may not use the database at " + place
                                + ". Grant it all privileges there.";
                    case UNKNOWN_DATABASE ->
                        "The MariaDB server responds, but the database at " + place
                                + " does not exist. Create it with: CREATE DATABASE name CHARACTER SET utf8mb4.";
                    case HOST_DENIED ->
                        "The database at " + place
                                + " accepts no account from this machine's address. Create one there:"
                                + " CREATE USER '" + user + "'@'address'.";
                    default ->
                        "The database at " + place + " cannot be reached. Check that MariaDB is running and that"
                                + " ROLLCALL_DATABASE_URL is right.";
                });
    }

    /** Parameters may hold secrets. */
    private static String withoutParameters(String url) {
        int question = url.indexOf('?');
        return question < 0 ? url : url.substring(0, question);
    }
}
