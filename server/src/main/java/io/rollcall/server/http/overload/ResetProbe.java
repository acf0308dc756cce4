package io.rollcall.server.http.overload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.nio.NIOConnection;

/**
 * Probe for clients that have reset their connections. Nothing is read from a connection while its request waits or runs,
 * so the threads that read sockets do not notice. The probe takes no byte of a following request, and a client that has
 * only shut down its output (RFC 9112 section 9.6) still gets its response.
 */
public final class ResetProbe implements AutoCloseable {
    private final Selector selector;

    public ResetProbe() {
        try {
            this.selector = Selector.open();
        } catch (IOException noDescriptor) {
            throw new UncheckedIOException(noDescriptor);
        }
    }

    /** Returns whether the client has reset the connection, or the server has closed it. */
    public boolean isReset(Connection<?> connection) {
        return !connection.isOpen()
                || (connection instanceof NIOConnection socket
                        && socket.getChannel() instanceof SocketChannel channel
                        && isReset(channel));
    }

    boolean isReset(SocketChannel channel) {
        try {
            return isReadable(channel) && channel.socket().getInputStream().available() == 0 && isBroken(channel);
        } catch (IOException closed) {
            return true;
        }
    }

    /** A channel may be registered with several selectors; Grizzly's own is not touched. */
    private synchronized boolean isReadable(SocketChannel channel) throws IOException {
        SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
        try {
            selector.selectNow();
            return key.isValid() && key.isReadable();
        } finally {
            key.cancel();
            selector.selectNow();
        }
    }

    /** A channel that is readable without bytes is at its end or broken. */
    private static boolean isBroken(SocketChannel channel) {
        try {
            channel.read(ByteBuffer.allocate(1));
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    @Override
    public void close() {
        try {
            selector.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
