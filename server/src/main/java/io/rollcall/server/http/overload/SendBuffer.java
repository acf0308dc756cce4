package io.rollcall.server.http.overload;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import org.glassfish.grizzly.nio.ChannelConfigurator;
import org.glassfish.grizzly.nio.NIOTransport;

/**
 * Limit on the output in the socket buffer of a connection. Without it the system takes megabytes at once and then nothing
 * until a third of them is read, so a slow client would look like one that does not read at all.
 */
final class SendBuffer implements ChannelConfigurator {
    private final ChannelConfigurator usual;
    private final int bytes;

    SendBuffer(ChannelConfigurator usual, int bytes) {
        this.usual = usual;
        this.bytes = bytes;
    }

    @Override
    public void preConfigure(NIOTransport transport, SelectableChannel channel) throws IOException {
        usual.preConfigure(transport, channel);
    }

    @Override
    public void postConfigure(NIOTransport transport, SelectableChannel channel) throws IOException {
        usual.postConfigure(transport, channel);
        if (channel instanceof SocketChannel socket) {
            socket.setOption(StandardSocketOptions.SO_SNDBUF, bytes);
        }
    }
}
