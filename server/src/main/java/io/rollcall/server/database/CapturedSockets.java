package io.rollcall.server.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.sql.SQLException;
import java.util.Collection;
import javax.net.SocketFactory;

/**
 * Socket factory of the connector that reports the socket of each new connection. Closing the socket ends a hanging read; the
 * connector's own abort would wait for that read.
 */
public final class CapturedSockets extends SocketFactory {
    private static final ThreadLocal<Collection<Socket>> OPENED = new ThreadLocal<>();

    /** Action that opens connections. */
    @FunctionalInterface
    interface Opening<T> {
        T open() throws SQLException;
    }

    /** Runs an action and adds the sockets that it opens on the current thread to a collection. */
    static <T> T into(Collection<Socket> sockets, Opening<T> opening) throws SQLException {
        OPENED.set(sockets);
        try {
            return opening.open();
        } finally {
            OPENED.remove();
        }
    }

    @Override
    public Socket createSocket() throws IOException {
        Socket socket = getDefault().createSocket();
        Collection<Socket> opened = OPENED.get();
        if (opened != null) {
            opened.add(socket);
        }
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return getDefault().createSocket(host, port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return getDefault().createSocket(host, port, localHost, localPort);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return getDefault().createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
        return getDefault().createSocket(host, port, localHost, localPort);
    }
}
