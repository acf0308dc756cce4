package io.rollcall.server.http;

import io.rollcall.server.kernel.IpAddress;
import java.net.InetSocketAddress;
import org.glassfish.grizzly.Connection;

/** The network of a connection's peer, which may be a proxy: nothing more is known before the head of a request is read. */
final class PeerNetwork {
    private PeerNetwork() {}

    static String of(Connection<?> connection) {
        return connection.getPeerAddress() instanceof InetSocketAddress peer && peer.getAddress() != null
                ? IpAddress.limitKey(peer.getAddress().getHostAddress())
                : "";
    }
}
