package io.rollcall.server.database;

import java.io.IOException;
import java.net.Socket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the connections of a pool. While the database cannot be reached it goes on trying: the pool itself would wait up to
 * five seconds between attempts, for as long after the database is back.
 */
final class NewConnections extends ConnectionSource implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NewConnections.class);
    private static final long PAUSE_MILLIS = 200;

    private final String url;
    private final Properties properties;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closed = new AtomicBoolean();

    NewConnections(String url, Properties properties) {
        this.url = url;
        this.properties = properties;
    }

    @Override
    public Connection getConnection() throws SQLException {
        while (true) {
            sockets.removeIf(Socket::isClosed);
            try {
                return CapturedSockets.into(sockets, () -> DriverManager.getConnection(url, properties));
            } catch (SQLException failure) {
                if (closed.get()) {
                    throw failure;
                }
                pause(failure);
            }
        }
    }

    private static void pause(SQLException failure) throws SQLException {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }

    /** Closes the socket of every connection, so that all threads that wait for an answer on one fail at once. */
    void breakAll() {
        sockets.forEach(socket -> {
            try {
                socket.close();
            } catch (IOException failure) {
                LOG.debug("A socket could not be closed", failure);
            }
        });
    }

    /** Makes no further attempts. */
    @Override
    public void close() {
        closed.set(true);
    }
}
