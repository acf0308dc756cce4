package io.rollcall.server.database;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** Base class of data sources that supports nothing but {@code getConnection}. */
abstract class ConnectionSource implements DataSource {
    /** On closing a pool, HikariCP waits this long for a connection attempt. */
    private static final int LOGIN_SECONDS = 1;

    @Override
    public final Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("the account is fixed by the configuration");
    }

    @Override
    public final PrintWriter getLogWriter() {
        return new PrintWriter(PrintWriter.nullWriter());
    }

    @Override
    public final void setLogWriter(PrintWriter out) {
        // no log writer
    }

    @Override
    public final void setLoginTimeout(int seconds) {
        // the URL's connectTimeout applies
    }

    @Override
    public final int getLoginTimeout() {
        return LOGIN_SECONDS;
    }

    @Override
    public final Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("logging is not supported");
    }

    @Override
    public final <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLFeatureNotSupportedException("unwrapping is not supported");
    }

    @Override
    public final boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
