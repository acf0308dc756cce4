package io.rollcall.server.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** Health check of the database over a connection of its own; each check takes at most about two seconds. */
public final class Probe implements AutoCloseable {
    /** A node without quorum responds to a ping but rejects this statement. */
    private static final String QUESTION = "DO 1";

    private static final String MILLIS = "1000";

    private final String url;
    private final Properties properties = new Properties();
    private final AtomicReference<Connection> known = new AtomicReference<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    public Probe(DatabaseConfig config) {
        String given = config.url().orElseThrow();
        this.url = given.replaceAll("(socketTimeout|connectTimeout)=\\d*", "$1=" + MILLIS);
        properties.setProperty("user", config.user());
        properties.setProperty("password", config.password());
        setUnlessGiven("socketTimeout", MILLIS);
        setUnlessGiven("connectTimeout", MILLIS);
        setUnlessGiven("retriesAllDown", "3");
        setUnlessGiven("initSql", QUESTION);
    }

    private void setUnlessGiven(String key, String value) {
        if (!url.contains(key + "=")) {
            properties.setProperty(key, value);
        }
    }

    /** Returns why the database is unusable; empty if it is usable. */
    Optional<String> problem() {
        return ask().map(SQLException::getMessage);
    }

    /** Returns whether the database does not respond at all, not even with an error such as too many connections. */
    public boolean isSilent() {
        return ask().filter(failure -> failure.getErrorCode() <= 0).isPresent();
    }

    private synchronized Optional<SQLException> ask() {
        Connection before = known.get();
        if (before != null && answers(before)) {
            return Optional.empty();
        }
        forget();
        try {
            known.set(DriverManager.getConnection(url, properties));
            if (closed.get()) {
                forget();
            }
            return Optional.empty();
        } catch (SQLException failure) {
            return Optional.of(failure);
        }
    }

    private static boolean answers(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(QUESTION);
            return true;
        } catch (SQLException failure) {
            return false;
        }
    }

    /** Does not wait for a running check, which may take its whole timeout. */
    @Override
    public void close() {
        closed.set(true);
        forget();
    }

    private void forget() {
        Connection connection = known.getAndSet(null);
        if (connection == null) {
            return;
        }
        try {
            connection.close();
        } catch (SQLException gone) {
            // closing the socket closes the connection
        }
    }
}
