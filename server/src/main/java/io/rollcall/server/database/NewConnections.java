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
 * Connection factory of a pool, which retries while the database is unreachable. HikariCP would back off for up to five seconds
 * between attempts, and delay recovery by as much.
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

    /** Closes the socket of every connection, so that all threads blocked in a read fail at once. */
    void breakAll() {
        sockets.forEach(socket -> {
            try {
                socket.close();
            } catch (IOException failure) {
                LOG.debug("A socket could not be closed", failure);
            }
        });
    }

    /** Stops retrying. */
    @Override
    public void close() {
        closed.set(true);
    }
}
