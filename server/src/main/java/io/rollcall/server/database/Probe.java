package io.rollcall.server.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** Health check of the database over its own connection; each check takes at most about two seconds. */
public final class Probe implements AutoCloseable {
    /** A node that is cut off from its cluster answers a ping, and refuses this. */
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

    /** Returns why the database cannot be worked with; empty if it can. */
    Optional<String> problem() {
        return ask().map(SQLException::getMessage);
    }

    /** Whether there is no answer at all, not even that there are too many connections. */
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

    /** Does not wait for a check that is running, which may be stuck for as long as a check takes. */
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
            // and with it the connection
        }
    }
}
